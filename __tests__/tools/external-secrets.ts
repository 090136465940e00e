import { isMapping } from '../../lib/core/values';

// What External Secrets Operator 2.x takes (config/crds/bases of its repository), as far as it is of use here: the names of
// fields, which of them have to be there, which values they take, and what the server puts where there is none. Every other
// field is refused. `nullBytePolicy` has a default in 2.3 and some of the releases after it.

interface Schema {
  readonly type: string;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly default?: unknown;
}

const TEXT: Schema = { type: 'string' };
const NAME: Schema = { type: 'string', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$' };
const SECRET_KEY: Schema = { type: 'string', pattern: '^[-._a-zA-Z0-9]+$' };
const KIND = oneOf('SecretStore', 'ClusterSecretStore');
const TEXTS: Schema = { type: 'object', additionalProperties: TEXT };

function mapping(properties: { readonly [name: string]: Schema }, ...required: readonly string[]): Schema {
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

function list(items: Schema): Schema {
  return { type: 'array', items };
}

function oneOf(...values: readonly string[]): Schema {
  return { type: 'string', enum: values };
}

/** The first of some values is the default. */
function firstOf(...values: readonly string[]): Schema {
  return { ...oneOf(...values), default: values[0] };
}

/** Of the `spec` of a PushSecret, v1alpha1. */
const PUSH_SECRET = mapping(
  {
    refreshInterval: { ...TEXT, default: '1h0m0s' },
    deletionPolicy: firstOf('None', 'Delete'),
    updatePolicy: firstOf('Replace', 'IfNotExists'),
    secretStoreRefs: list(mapping({ name: NAME, kind: { ...KIND, default: 'SecretStore' } })),
    selector: mapping({ secret: mapping({ name: NAME }) }),
    data: list(
      mapping(
        {
          match: mapping(
            { secretKey: TEXT, remoteRef: mapping({ remoteKey: TEXT, property: TEXT }, 'remoteKey') },
            'remoteRef',
          ),
          conversionStrategy: firstOf('None', 'ReverseUnicode'),
        },
        'match',
      ),
    ),
  },
  'secretStoreRefs',
  'selector',
);

/** Of the `spec` of an ExternalSecret, v1beta1 and v1. */
const EXTERNAL_SECRET = mapping({
  refreshInterval: { ...TEXT, default: '1h0m0s' },
  secretStoreRef: mapping({ name: NAME, kind: KIND }),
  target: mapping({
    name: NAME,
    creationPolicy: firstOf('Owner', 'Orphan', 'Merge', 'None'),
    deletionPolicy: firstOf('Retain', 'Delete', 'Merge'),
    template: mapping({
      type: TEXT,
      engineVersion: firstOf('v2'),
      mergePolicy: firstOf('Replace', 'Merge'),
      metadata: mapping({ annotations: TEXTS, labels: TEXTS }),
      data: TEXTS,
    }),
  }),
  data: list(
    mapping(
      {
        secretKey: SECRET_KEY,
        remoteRef: mapping(
          {
            key: TEXT,
            property: TEXT,
            version: TEXT,
            conversionStrategy: firstOf('Default', 'Unicode'),
            decodingStrategy: firstOf('None', 'Auto', 'Base64', 'Base64URL'),
            metadataPolicy: firstOf('None', 'Fetch'),
            nullBytePolicy: firstOf('Ignore', 'Fail'),
          },
          'key',
        ),
      },
      'remoteRef',
      'secretKey',
    ),
  ),
});

/** The CustomResourceDefinitions of both, for a server that then refuses what External Secrets Operator would not know. */
export const EXTERNAL_SECRETS_CRDS = [
  crd('PushSecret', 'pushsecrets', PUSH_SECRET, 'v1alpha1'),
  crd('ExternalSecret', 'externalsecrets', EXTERNAL_SECRET, 'v1', 'v1beta1'),
];

function crd(kind: string, plural: string, spec: Schema, ...versions: readonly string[]) {
  const status = mapping({ conditions: list(mapping({ type: TEXT, status: TEXT, reason: TEXT, message: TEXT })) });
  const openAPIV3Schema = mapping({ apiVersion: TEXT, kind: TEXT, metadata: { type: 'object' }, spec, status });
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.external-secrets.io` },
    spec: {
      group: 'external-secrets.io',
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      scope: 'Namespaced',
      versions: versions.map((name, i) => ({
        name,
        served: true,
        storage: i === 0,
        schema: { openAPIV3Schema },
        subresources: { status: {} },
      })),
    },
  };
}

/** The JSON Schema of the objects of a kind in a version, undefined where External Secrets Operator has no such kind. */
export function externalSecretsSchema({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }) {
  const versions = EXTERNAL_SECRETS_CRDS.filter(({ spec }) => spec.names.kind === kind).flatMap(({ spec }) =>
    spec.versions.filter(({ name }) => `${spec.group}/${name}` === apiVersion),
  );
  return versions.map(({ schema }) => closed(schema.openAPIV3Schema))[0];
}

/** The defaults that the server would put into an object, by their paths. */
export function missingDefaults(value: unknown, schema: object | undefined, path = ''): string[] {
  const { properties = {}, items } = (schema ?? {}) as Schema;
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => missingDefaults(item, items, `${path}[${i}]`));
  }
  if (!isMapping(value)) {
    return [];
  }
  return Object.entries(properties).flatMap(([name, member]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return value[name] === undefined && member.default !== undefined ? [at] : missingDefaults(value[name], member, at);
  });
}

/** The same schema, which refuses fields that it does not name. */
function closed(schema: Schema): object {
  const { properties, items } = schema;
  return {
    ...schema,
    ...(items && { items: closed(items) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, closed(inner)])),
      additionalProperties: false,
    }),
  };
}
