import crds from '../../imports/crds.json';
import { canonicalDuration } from '../core/duration';
import type { KubeObject } from '../core/kube-object';
import { isMapping } from '../core/values';

/** The part of a CRD's schema from which follows what is stored. */
interface Schema {
  readonly type?: string;
  readonly properties?: { readonly [name: string]: Schema };
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly default?: unknown;
}

interface Crd {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly storage: boolean; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

type Mapping = { readonly [key: string]: unknown };

const SHARD_LABEL = 'kargo.akuity.io/shard';

/**
 * What the API server and Kargo's webhooks store of a Stage, read from Kargo 1.11.2: defaults of the CRD, durations in
 * Go's form, and the label of its shard. A GitOps tool that applies this never sees a difference. Fields that are unknown
 * or not valid stay as they are, for the server to refuse.
 */
export function admittedStage(manifest: KubeObject): KubeObject {
  return withShardLabel(stored(manifest, STAGE, 'Stage') as KubeObject);
}

/** What the API server and Kargo's webhooks store of a Warehouse: as a Stage, and with defaults in its subscriptions. */
export function admittedWarehouse(manifest: KubeObject): KubeObject {
  const warehouse = withShardLabel(stored(manifest, WAREHOUSE, 'Warehouse') as KubeObject);
  const { spec } = warehouse;
  if (!isMapping(spec) || !Array.isArray(spec['subscriptions'])) {
    return warehouse;
  }
  return { ...warehouse, spec: { ...spec, subscriptions: spec['subscriptions'].map(storedSubscription) } };
}

// Kargo's Go types have durations where the CRDs say so with this pattern, and canonicalise them when a webhook decodes
// the object and encodes it again.
const DURATION_PATTERN = '^([0-9]+(\\.[0-9]+)?(s|m|h))+$';
// This one is a duration in Go as well, although its schema says no more than string.
const PLAIN_DURATION = 'retry.timeout';

const STAGE = schemaOf('Stage');
const WAREHOUSE = schemaOf('Warehouse');

function schemaOf(kind: string): Schema {
  const versions =
    (crds as unknown as readonly Crd[]).find(({ spec }) => spec.names.kind === kind)?.spec.versions ?? [];
  return versions.find(({ storage }) => storage)?.schema.openAPIV3Schema ?? {};
}

/** Walks a value and its schema together. `path` is the value's key and that of what holds it. */
function stored(value: unknown, schema: Schema, path: string): unknown {
  if (typeof value === 'string') {
    const isDuration = schema.pattern === DURATION_PATTERN || (schema.type === 'string' && path === PLAIN_DURATION);
    return (isDuration ? canonicalDuration(value) : undefined) ?? value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => stored(item, schema.items ?? {}, path));
  }
  if (!isMapping(value)) {
    return value;
  }
  const name = path.slice(path.lastIndexOf('.') + 1);
  const members = Object.entries(value).map(
    ([key, member]) => [key, stored(member, memberSchema(schema, key), `${name}.${key}`)] as const,
  );
  return withDefaults(Object.fromEntries(members), defaultsOf(schema));
}

function memberSchema({ properties, additionalProperties }: Schema, key: string): Schema {
  const open = typeof additionalProperties === 'object' ? additionalProperties : {};
  return properties?.[key] ?? open;
}

function defaultsOf({ properties }: Schema): Mapping {
  return Object.fromEntries(
    Object.entries(properties ?? {}).flatMap(([key, member]) =>
      member.default === undefined ? [] : [[key, member.default]],
    ),
  );
}

/** Defaults for members that are absent or null, which to the API server is the same. */
function withDefaults(value: Mapping, defaults: Mapping): Mapping {
  const missing = Object.entries(defaults).filter(([key]) => value[key] === undefined || value[key] === null);
  return { ...value, ...Object.fromEntries(missing) };
}

// What the webhook sets in a subscription, by its kind. It leaves `cacheByTag` out, which has a default as well.
const SUBSCRIPTION_DEFAULTS: { readonly [kind: string]: Mapping } = {
  git: { commitSelectionStrategy: 'NewestFromBranch', strictSemvers: true, discoveryLimit: 20 },
  image: { imageSelectionStrategy: 'SemVer', strictSemvers: true, discoveryLimit: 20 },
  chart: { discoveryLimit: 20 },
};

function storedSubscription(subscription: unknown): unknown {
  if (!isMapping(subscription)) {
    return subscription;
  }
  return Object.fromEntries(
    Object.entries(subscription).map(([kind, body]) => {
      const defaults = SUBSCRIPTION_DEFAULTS[kind];
      return [kind, defaults !== undefined && isMapping(body) ? withSubscriptionDefaults(body, defaults) : body];
    }),
  );
}

/** In a subscription an empty text and a zero count as absent too: the webhook works on Go's zero values. */
function withSubscriptionDefaults(body: Mapping, defaults: Mapping): Mapping {
  const zeros = Object.entries(defaults).filter(
    ([key, value]) => (typeof value === 'string' && body[key] === '') || (typeof value === 'number' && body[key] === 0),
  );
  return withDefaults({ ...body, ...Object.fromEntries(zeros) }, defaults);
}

/** The webhook keeps this label equal to `spec.shard`, and removes it where there is none. */
function withShardLabel(manifest: KubeObject): KubeObject {
  const shard = isMapping(manifest['spec']) ? manifest['spec']['shard'] : undefined;
  const { labels, ...rest } = manifest.metadata;
  if (typeof shard === 'string' && shard !== '') {
    return { ...manifest, metadata: { ...manifest.metadata, labels: { ...labels, [SHARD_LABEL]: shard } } };
  }
  if (labels?.[SHARD_LABEL] === undefined) {
    return manifest;
  }
  const { [SHARD_LABEL]: _, ...others } = labels;
  const left = Object.keys(others).length > 0;
  return { ...manifest, metadata: left ? { ...manifest.metadata, labels: others } : (rest as KubeObject['metadata']) };
}
