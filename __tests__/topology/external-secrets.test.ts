import Ajv from 'ajv';
import { ControlPlane, Credentials, type ExternalSecretsOptions, Shard, ShardController } from '../../lib';
import { recordedFindings } from '../../lib/constructs/findings';
import { externalSecretsSchema, missingDefaults } from '../tools/external-secrets';
import { chart, find, synth } from '../tools/fleet';

const OPTIONS: ExternalSecretsOptions = {
  pushTo: { name: 'vault', kind: 'ClusterSecretStore' },
  pullFrom: { name: 'home-vault' },
};

/** What the server of External Secrets Operator puts into each item, where nothing is there. */
const AS_IT_IS = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };

function make(change: Partial<ExternalSecretsOptions> = {}, namespace?: string, controllerId?: string) {
  const shard = new Shard('dev-shard');
  const [prod, dev] = [chart('prod'), chart('dev')];
  const server = 'https://prod.example.com:6443';
  const controlPlane = new ControlPlane(prod, 'kargo', { shards: [shard], server, labels: { team: 'home' } });
  const credentials = Credentials.externalSecrets({ ...OPTIONS, ...change });
  const common = { controlPlane, shard, credentials, namespace, controllerId };
  new ShardController(dev, 'kargo', { ...common, labels: { team: 'away' } });
  return { prod, dev };
}

const push = ({ prod }: ReturnType<typeof make>) =>
  find(synth(prod), 'PushSecret', 'kargo-controller-dev-shard-token') as unknown as { spec: Spec; metadata: object };
const pull = ({ dev }: ReturnType<typeof make>, name = 'kargo-controlplane-token') =>
  find(synth(dev), 'ExternalSecret', name) as unknown as { spec: Spec; apiVersion: string; metadata: object };

const carriers = ({ prod, dev }: ReturnType<typeof make>) =>
  [...synth(prod), ...synth(dev)].filter(({ kind }) => /^(Push|External)S/.test(kind));

interface Spec {
  readonly refreshInterval: string;
  readonly data: readonly { readonly match: { remoteRef: object }; readonly remoteRef: object }[];
}

test('a PushSecret beside the control plane takes token and certificates of the lasting Secret to the store', () => {
  expect(push(make())).toEqual({
    apiVersion: 'external-secrets.io/v1alpha1',
    kind: 'PushSecret',
    metadata: {
      name: 'kargo-controller-dev-shard-token',
      namespace: 'kargo',
      labels: { 'app.kubernetes.io/part-of': 'kargo', team: 'home' },
    },
    spec: {
      refreshInterval: '10m0s',
      updatePolicy: 'Replace',
      deletionPolicy: 'Delete',
      secretStoreRefs: [{ name: 'vault', kind: 'ClusterSecretStore' }],
      selector: { secret: { name: 'kargo-controller-dev-shard-token' } },
      data: [
        {
          conversionStrategy: 'None',
          match: { secretKey: 'ca.crt', remoteRef: { remoteKey: 'kargo-shard-dev-shard-token', property: 'ca' } },
        },
        {
          conversionStrategy: 'None',
          match: { secretKey: 'token', remoteRef: { remoteKey: 'kargo-shard-dev-shard-token', property: 'token' } },
        },
      ],
    },
  });
});

test('an ExternalSecret in the cluster of the shard makes the Secret of it that the pod waits for', () => {
  const labels = { 'app.kubernetes.io/part-of': 'kargo', team: 'away' };
  expect(pull(make())).toEqual({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'kargo-controlplane-token', namespace: 'kargo', labels },
    spec: {
      refreshInterval: '10m0s',
      secretStoreRef: { name: 'home-vault', kind: 'SecretStore' },
      target: {
        name: 'kargo-controlplane-token',
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: { type: 'Opaque', engineVersion: 'v2', mergePolicy: 'Replace', metadata: { labels } },
      },
      data: [
        { secretKey: 'ca.crt', remoteRef: { key: 'kargo-shard-dev-shard-token', property: 'ca', ...AS_IT_IS } },
        { secretKey: 'token', remoteRef: { key: 'kargo-shard-dev-shard-token', property: 'token', ...AS_IT_IS } },
      ],
    },
  });
});

test('both sides name the same places of the store, whatever the key', () => {
  const made = make({ remoteKey: 'kargo/eu/dev' });
  const pulled = pull(made).spec.data.map(({ remoteRef }) => remoteRef);
  expect(pulled).toEqual([
    { key: 'kargo/eu/dev', property: 'ca', ...AS_IT_IS },
    { key: 'kargo/eu/dev', property: 'token', ...AS_IT_IS },
  ]);
  expect(push(made).spec.data.map(({ match }) => match.remoteRef)).toEqual([
    { remoteKey: 'kargo/eu/dev', property: 'ca' },
    { remoteKey: 'kargo/eu/dev', property: 'token' },
  ]);
});

test.each([
  ['1h', '1h0m0s'],
  ['90s', '1m30s'],
  ['1h0m0s', '1h0m0s'],
])('both sides look as often as they are told, in the form in which Go stores it: %s', (refreshInterval, stored) => {
  const made = make({ refreshInterval });
  expect([push(made).spec.refreshInterval, pull(made).spec.refreshInterval]).toEqual([stored, stored]);
});

test.each<Partial<ExternalSecretsOptions>>([{}, { apiVersion: 'external-secrets.io/v1beta1' }])(
  'what is written is what the server stores, but for a default that only some releases have (%j)',
  (change) => {
    const made = make(change);
    const lacking = carriers(made).flatMap((object) => missingDefaults(object, externalSecretsSchema(object)));
    expect(lacking).toEqual([0, 1].map((i) => `spec.data[${i}].remoteRef.nullBytePolicy`));
  },
);

test('the entry of the store stays when told so', () => {
  expect(push(make({ deletionPolicy: 'None' })).spec).toMatchObject({ deletionPolicy: 'None' });
});

test('the ExternalSecret is beside its controller, and has its id', () => {
  expect(pull(make({}, 'kargo-dev', 'eu'), 'kargo-controlplane-token-eu')).toMatchObject({
    metadata: { namespace: 'kargo-dev' },
    spec: { target: { name: 'kargo-controlplane-token-eu' } },
  });
});

test.each<Partial<ExternalSecretsOptions>>([{}, { apiVersion: 'external-secrets.io/v1beta1' }])(
  'External Secrets Operator knows every field of both (%j)',
  (change) => {
    const made = make(change);
    const ajv = new Ajv({ strict: false });
    for (const object of carriers(made)) {
      const schema = externalSecretsSchema(object);
      expect({ object, schema }).toMatchObject({ schema: { type: 'object' } });
      expect({ valid: ajv.validate(schema ?? {}, object), errors: ajv.errors }).toEqual({ valid: true, errors: null });
    }
    expect(pull(made).apiVersion).toBe(change.apiVersion ?? 'external-secrets.io/v1');
  },
);

describe('findings', () => {
  const of = (change: Partial<ExternalSecretsOptions>) =>
    recordedFindings(make(change).dev).filter(({ id }) => id !== 'lasting-token');

  test('the token that never ends is warned of, with the shard whose it is, the store, and why there is no better one', () => {
    expect(recordedFindings(make().dev)).toMatchObject([
      {
        severity: 'warning',
        id: 'lasting-token',
        message:
          "the token of shard 'dev-shard' never ends, and is in a store of secrets too: whoever gets hold of it is 'system:serviceaccount:kargo:kargo-controller-dev-shard' until its ServiceAccount is deleted, as 'cdk8s-kargo credentials revoke dev-shard' does; a Secret that is deleted and applied again has the same token",
        fix: "use 'Credentials.delivered()', and renew the token in a cron job: External Secrets Operator (2.10) cannot make one that ends",
      },
    ]);
  });

  test.each<[string, Partial<ExternalSecretsOptions>]>([
    ['pushTo.name', { pushTo: { name: '' } }],
    ['pullFrom.name', { pullFrom: { name: '' } }],
    ['remoteKey', { remoteKey: '' }],
  ])('fails when %s is empty', (prop, change) => {
    expect(of(change)).toMatchObject([{ id: 'prop-empty', message: `prop 'credentials.${prop}' is empty` }]);
  });

  test.each<[string, Partial<ExternalSecretsOptions>]>([
    ['pushTo.name', { pushTo: { name: 'Vault' } }],
    ['pullFrom.name', { pullFrom: { name: 'my/vault' } }],
    ['pushTo.kind', { pushTo: { name: 'vault', kind: 'Vault' as 'SecretStore' } }],
    ['pullFrom.kind', { pullFrom: { name: 'vault', kind: 'secretstore' as 'SecretStore' } }],
    ['apiVersion', { apiVersion: 'v1' as 'external-secrets.io/v1' }],
    ['deletionPolicy', { deletionPolicy: 'Retain' as 'None' }],
    ['refreshInterval', { refreshInterval: '10 minutes' }],
    ['refreshInterval', { refreshInterval: '0' }],
    ['refreshInterval', { refreshInterval: '-10m' }],
  ])('fails when %s is nothing that External Secrets Operator takes (%#)', (prop, change) => {
    expect(of(change)).toMatchObject([
      { severity: 'error', id: 'prop-invalid', message: expect.stringContaining(`prop 'credentials.${prop}' is `) },
    ]);
  });

  test('nothing is wrong with complete ones', () => {
    const stores = {
      pushTo: { name: 'a.b', kind: 'SecretStore' },
      pullFrom: { name: 'c', kind: 'ClusterSecretStore' },
    };
    expect(of({ ...(stores as ExternalSecretsOptions), refreshInterval: '30s', remoteKey: '/team/x' })).toEqual([]);
  });
});
