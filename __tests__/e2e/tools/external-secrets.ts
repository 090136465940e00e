import { canonicalDuration } from '../../../lib/core/duration';
import { EXTERNAL_SECRETS_CRDS } from '../../tools/external-secrets';
import type { TestFleet } from './fleet';

/** What the operator puts on what it looks after (External Secrets Operator 2.10). */
export const FINALIZERS = {
  push: 'pushsecret.externalsecrets.io/finalizer',
  pull: 'externalsecrets.external-secrets.io/externalsecret-cleanup',
};

interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly finalizers?: readonly string[];
  readonly deletionTimestamp?: string;
}

interface Push {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly spec: {
    readonly refreshInterval: string;
    readonly deletionPolicy: string;
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
  readonly metadata: Metadata;
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

  /** How many values the store has. */
  get size(): number {
    return this.#store.size;
  }

  /**
   * Takes to the store what the PushSecrets of a cluster name, and says in their status how that went. Where the Secret is
   * gone, or the PushSecret is to go, it deletes the entries, unless the PushSecret says otherwise.
   */
  async push(cluster: string): Promise<void> {
    for (const object of await this.#list<Push>(cluster, 'pushsecrets')) {
      const { metadata, spec } = object;
      if (spec.deletionPolicy === 'Delete' && (await this.#finalize(cluster, object, FINALIZERS.push))) {
        this.#delete(object);
        continue;
      }
      const data = await this.#secretData(cluster, metadata.namespace, spec.selector.secret.name);
      if (data === undefined) {
        if (spec.deletionPolicy === 'Delete') {
          this.#delete(object);
        }
        await this.#report(cluster, object, 'could not get source secret');
        continue;
      }
      const lacking = spec.data.map(({ match }) => match.secretKey).find((key) => data[key] === undefined);
      if (lacking === undefined) {
        for (const [place, key] of placesOf(object)) {
          this.#store.set(place, data[key] ?? '');
        }
      }
      await this.#report(cluster, object, lacking && `set secret failed: secret key ${lacking} does not exist`);
    }
  }

  /** Makes the Secrets that the ExternalSecrets of a cluster name, and says in their status how that went. */
  async pull(cluster: string): Promise<void> {
    for (const object of await this.#list<Pull>(cluster, 'externalsecrets')) {
      const { apiVersion, kind, metadata, spec } = object;
      if (await this.#finalize(cluster, object, FINALIZERS.pull)) {
        continue;
      }
      const { target, secretStoreRef: store } = spec;
      const data = spec.data.map(({ secretKey, remoteRef }) => {
        const place = [store.kind, store.name, remoteRef.key, remoteRef.property];
        return [secretKey, this.#store.get(place.join('\0'))];
      });
      if (data.some(([, value]) => value === undefined)) {
        await this.#report(cluster, object, 'could not get secret data from provider');
        continue;
      }
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
      await this.#report(cluster, object, undefined);
    }
  }

  /**
   * Puts the operator's finalizer on an object, or takes it off one that is to go: as the operator does it, by an Update of
   * all of it, in which Go has written durations in its own form.
   * @returns whether it is to go
   */
  async #finalize(cluster: string, object: Push | Pull, finalizer: string): Promise<boolean> {
    const { finalizers = [], deletionTimestamp } = object.metadata;
    const others = finalizers.filter((each) => each !== finalizer);
    const leaves = deletionTimestamp !== undefined;
    if (finalizers.includes(finalizer) === leaves) {
      const refreshInterval = canonicalDuration((object as Push).spec.refreshInterval);
      const updated = {
        ...object,
        metadata: { ...object.metadata, finalizers: leaves ? others : [...others, finalizer] },
        spec: { ...object.spec, refreshInterval },
      };
      const { apiVersion, kind, metadata } = object;
      const path = `/apis/${apiVersion}/namespaces/${metadata.namespace}/${kind.toLowerCase()}s/${metadata.name}`;
      // Otherwise kubectl would take it for what was applied last.
      const args = ['replace', '--raw', path, '-f', '-'];
      await this.fleet.kubectl.run(`${cluster}-cluster`, args, JSON.stringify(updated));
    }
    return leaves;
  }

  async #report(cluster: string, { kind, metadata }: Push | Pull, problem: string | undefined): Promise<void> {
    const condition =
      problem === undefined
        ? { type: 'Ready', status: 'True', reason: 'Synced', message: 'synced' }
        : { type: 'Ready', status: 'False', reason: 'Errored', message: problem };
    const { name, namespace } = metadata;
    const patch = JSON.stringify({ status: { conditions: [condition] } });
    const args = ['-n', namespace, 'patch', kind, name, '--subresource=status', '--type=merge', '-p', patch];
    await this.fleet.kubectl.run(`${cluster}-cluster`, args);
  }

  #delete(object: Push): void {
    for (const [place] of placesOf(object)) {
      this.#store.delete(place);
    }
  }

  async #secretData(cluster: string, namespace: string, name: string) {
    const get = ['-n', namespace, 'get', 'secrets', `--field-selector=metadata.name=${name}`];
    const { items } = await this.fleet.kubectl.json<{ items: readonly { data?: { [key: string]: string } }[] }>(
      `${cluster}-cluster`,
      get,
    );
    return items[0] && (items[0].data ?? {});
  }

  async #list<T>(cluster: string, kind: string): Promise<readonly T[]> {
    const get = ['get', `${kind}.external-secrets.io`, '--all-namespaces'];
    return (await this.fleet.kubectl.json<{ items: readonly T[] }>(`${cluster}-cluster`, get)).items;
  }
}

/** Where in the store the values of a PushSecret are, and under which keys its Secret has them. */
function placesOf({ spec }: Push): [place: string, key: string][] {
  return spec.secretStoreRefs.flatMap(({ name, kind }) =>
    spec.data.map(({ match: { secretKey, remoteRef } }): [string, string] => [
      [kind, name, remoteRef.remoteKey, remoteRef.property].join('\0'),
      secretKey,
    ]),
  );
}
