import { EXTERNAL_SECRETS_CRDS } from '../../tools/external-secrets';
import type { TestFleet } from './fleet';

interface Push {
  readonly metadata: { readonly namespace: string };
  readonly spec: {
    readonly secretStoreRefs: readonly Store[];
    readonly selector: { readonly secret: { readonly name: string } };
    readonly data: readonly {
      readonly match: {
        readonly secretKey: string;
        readonly remoteRef: { readonly remoteKey: string; readonly property: string };
      };
    }[];
  };
}

interface Pull {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string; readonly uid: string };
  readonly spec: {
    readonly secretStoreRef: Store;
    readonly target: {
      readonly name: string;
      readonly template: { readonly type: string; readonly metadata: object };
    };
    readonly data: readonly {
      readonly secretKey: string;
      readonly remoteRef: { readonly key: string; readonly property: string };
    }[];
  };
}

interface Store {
  readonly name: string;
  readonly kind: string;
}

/**
 * Does once what External Secrets Operator does all the time, as the objects in the clusters tell it to, with a store in
 * memory. Both clusters know the store by the same name.
 */
export class StandInOperator {
  readonly #store = new Map<string, string>();

  private constructor(private readonly fleet: TestFleet) {}

  /** Makes its kinds known to clusters. */
  static async install(fleet: TestFleet, ...clusters: readonly string[]): Promise<StandInOperator> {
    const crds = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: EXTERNAL_SECRETS_CRDS });
    const names = EXTERNAL_SECRETS_CRDS.map(({ metadata }) => `crd/${metadata.name}`);
    for (const cluster of clusters) {
      await fleet.kubectl.run(`${cluster}-cluster`, ['apply', '-f', '-'], crds);
      const wait = ['wait', '--for=condition=Established', '--timeout=60s', ...names];
      await fleet.kubectl.run(`${cluster}-cluster`, wait);
    }
    return new StandInOperator(fleet);
  }

  /** Takes to the store what the PushSecrets of a cluster name. Rejects where a Secret has nothing under a key. */
  async push(cluster: string): Promise<void> {
    for (const { metadata, spec } of await this.#list<Push>(cluster, 'pushsecrets')) {
      const secret = spec.selector.secret.name;
      const { data = {} } = await this.fleet.kubectl.json<{ data?: { [key: string]: string } }>(`${cluster}-cluster`, [
        '-n',
        metadata.namespace,
        'get',
        'secret',
        secret,
      ]);
      for (const { secretKey, remoteRef } of spec.data.map(({ match }) => match)) {
        for (const { name, kind } of spec.secretStoreRefs) {
          const place = [kind, name, remoteRef.remoteKey, remoteRef.property];
          this.#store.set(place.join('\0'), found(data[secretKey], `${secret}[${secretKey}]`));
        }
      }
    }
  }

  /** Makes the Secrets that the ExternalSecrets of a cluster name. Rejects where the store has nothing at a place. */
  async pull(cluster: string): Promise<void> {
    for (const { apiVersion, kind, metadata, spec } of await this.#list<Pull>(cluster, 'externalsecrets')) {
      const { target, secretStoreRef: store } = spec;
      const data = spec.data.map(({ secretKey, remoteRef }) => {
        const place = [store.kind, store.name, remoteRef.key, remoteRef.property];
        return [secretKey, found(this.#store.get(place.join('\0')), place.join('/'))];
      });
      const { name, namespace, uid } = metadata;
      const owner = { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
      const secret = {
        apiVersion: 'v1',
        kind: 'Secret',
        type: target.template.type,
        metadata: { ...target.template.metadata, name: target.name, namespace, ownerReferences: [owner] },
        data: Object.fromEntries(data),
      };
      await this.fleet.kubectl.run(`${cluster}-cluster`, ['apply', '-f', '-'], JSON.stringify(secret));
    }
  }

  async #list<T>(cluster: string, kind: string): Promise<readonly T[]> {
    const get = ['get', `${kind}.external-secrets.io`, '--all-namespaces'];
    return (await this.fleet.kubectl.json<{ items: readonly T[] }>(`${cluster}-cluster`, get)).items;
  }
}

function found(value: string | undefined, place: string): string {
  if (value === undefined) {
    throw new Error(`there is nothing at ${place}`);
  }
  return value;
}
