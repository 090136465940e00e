import { CA_KEY, TOKEN_KEY } from '../access/credential-files';
import { canonicalDuration } from '../core/duration';
import type { KubeMetadata, KubeObject } from '../core/kube-object';
import type { ExternalSecretsChoice, SecretStoreReference } from './credentials';

/** A store as External Secrets Operator refers to it. */
interface StoreRef {
  readonly name: string;
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
}

/** What takes values of a Secret to a store (External Secrets Operator 2.10 has no later version of it). */
export interface PushSecret extends KubeObject {
  readonly apiVersion: 'external-secrets.io/v1alpha1';
  readonly kind: 'PushSecret';
  readonly spec: {
    readonly refreshInterval: string;
    readonly updatePolicy: 'Replace';
    readonly deletionPolicy: 'Delete' | 'None';
    readonly secretStoreRefs: readonly StoreRef[];
    readonly selector: { readonly secret: { readonly name: string } };
    readonly data: readonly {
      readonly conversionStrategy: 'None';
      readonly match: {
        readonly secretKey: string;
        readonly remoteRef: { readonly remoteKey: string; readonly property: string };
      };
    }[];
  };
}

/** What makes a Secret of values in a store. */
export interface ExternalSecret extends KubeObject {
  readonly apiVersion: 'external-secrets.io/v1' | 'external-secrets.io/v1beta1';
  readonly kind: 'ExternalSecret';
  readonly spec: {
    readonly refreshInterval: string;
    readonly secretStoreRef: StoreRef;
    readonly target: {
      readonly name: string;
      readonly creationPolicy: 'Owner';
      readonly deletionPolicy: 'Retain';
      readonly template: {
        readonly type: 'Opaque';
        readonly engineVersion: 'v2';
        readonly mergePolicy: 'Replace';
        readonly metadata: { readonly labels: { readonly [label: string]: string } };
      };
    };
    readonly data: readonly {
      readonly secretKey: string;
      readonly remoteRef: { readonly key: string; readonly property: string } & typeof AS_IT_IS;
    }[];
  };
}

// Everything that has a default in the CRDs is written, and durations are in Go's form: a list of a custom resource is one
// value to a GitOps tool, so that a default in an item shows as drift for ever, and the operator's first Update, which adds
// its finalizer, stores `10m` as `10m0s` (External Secrets Operator 0.10 to 2.10; #6797 and #6887 of its issues). Not
// written is `nullBytePolicy`, which releases before 2.3 refuse.
const AS_IT_IS = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } as const;

/** What the values are called in a store. Some providers take a dot for a path into the value, so that there is none. */
const PROPERTIES = [
  [CA_KEY, 'ca'],
  [TOKEN_KEY, 'token'],
] as const;

/** Takes the token and the certificates of a lasting Secret to a store, and may take them from there when it is gone. */
export function pushSecret(
  metadata: KubeMetadata,
  lastingSecret: string,
  { pushTo, remoteKey, refreshInterval, deletionPolicy }: ExternalSecretsChoice,
): PushSecret {
  return {
    apiVersion: 'external-secrets.io/v1alpha1',
    kind: 'PushSecret',
    metadata,
    spec: {
      refreshInterval: stored(refreshInterval),
      updatePolicy: 'Replace',
      deletionPolicy,
      secretStoreRefs: [storeRef(pushTo)],
      selector: { secret: { name: lastingSecret } },
      data: PROPERTIES.map(([secretKey, property]) => ({
        conversionStrategy: 'None',
        match: { secretKey, remoteRef: { remoteKey, property } },
      })),
    },
  };
}

/**
 * Makes the Secret with the token, which goes with it. It retains that Secret where the store has nothing: with another
 * `deletionPolicy` it would take one value that is missing for deleted, and write the other one alone.
 */
export function externalSecret(
  metadata: KubeMetadata,
  tokenSecret: string,
  { pullFrom, remoteKey, refreshInterval, apiVersion }: ExternalSecretsChoice,
): ExternalSecret {
  return {
    apiVersion,
    kind: 'ExternalSecret',
    metadata,
    spec: {
      refreshInterval: stored(refreshInterval),
      secretStoreRef: storeRef(pullFrom),
      target: {
        name: tokenSecret,
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        // Without one the Secret would get all annotations, also those by which GitOps tools know what is theirs.
        template: {
          type: 'Opaque',
          engineVersion: 'v2',
          mergePolicy: 'Replace',
          metadata: { labels: metadata.labels ?? {} },
        },
      },
      data: PROPERTIES.map(([secretKey, property]) => ({
        secretKey,
        remoteRef: { key: remoteKey, property, ...AS_IT_IS },
      })),
    },
  };
}

function stored(duration: string): string {
  return canonicalDuration(duration) ?? duration;
}

function storeRef({ name, kind = 'SecretStore' }: SecretStoreReference): StoreRef {
  return { name, kind };
}
