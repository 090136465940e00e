import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ControlPlane, type ControlPlaneProps, Credentials, Fleet, Shard, ShardController } from '../../lib';
import { secretKindOf } from '../../lib/checks/secret-text';
import { recordedFindings } from '../../lib/constructs/findings';
import { temporaryFolder } from '../tools/charts';
import { chart, find, names, synth } from '../tools/fleet';

const server = 'https://prod.example.com:6443';
const STORES = { pushTo: { name: 'vault' }, pullFrom: { name: 'vault' } };

function make(credentials?: Credentials, controllerId?: string, props: ControlPlaneProps = { server }) {
  const shard = new Shard('dev-shard');
  const [prod, dev] = [chart('prod'), chart('dev')];
  const controlPlane = new ControlPlane(prod, 'kargo', { shards: [shard], ...props });
  const controller = new ShardController(dev, 'kargo', { controlPlane, shard, credentials, controllerId });
  return { prod, dev, controller };
}

/** The Secrets that the pod of a controller waits for, in the order of its volumes. */
function awaited(objects: ReturnType<typeof synth>, name = 'kargo-controller'): string[] {
  const { spec } = find(objects, 'Deployment', name) as unknown as {
    spec: { template: { spec: { volumes: VolumeSource[] } } };
  };
  return spec.template.spec.volumes.flatMap(({ secret, projected }) => [
    ...(secret === undefined ? [] : [secret.secretName]),
    ...(projected?.sources ?? []).flatMap((source) => (source.secret === undefined ? [] : [source.secret.name])),
  ]);
}

interface VolumeSource {
  readonly secret?: { readonly secretName: string };
  readonly projected?: { readonly sources: readonly { readonly secret?: { readonly name: string } }[] };
}

const secrets = (objects: ReturnType<typeof synth>) =>
  names(objects.filter(({ kind }) => kind === 'Secret')).map((name) => name.slice('Secret '.length));

const STRATEGIES: readonly (readonly [string, Credentials | undefined, string[], string[], string[]])[] = [
  [
    'delivered, the default',
    undefined,
    ['kargo/kargo-controlplane-kubeconfig'],
    ['kargo-controlplane-kubeconfig', 'kargo-controlplane-token'],
    [],
  ],
  [
    'delivered, for another time',
    Credentials.delivered({ tokenLifetime: '24h' }),
    ['kargo/kargo-controlplane-kubeconfig'],
    ['kargo-controlplane-kubeconfig', 'kargo-controlplane-token'],
    [],
  ],
  [
    'staticToken',
    Credentials.staticToken(),
    ['kargo/kargo-controlplane-kubeconfig'],
    ['kargo-controlplane-kubeconfig', 'kargo-controlplane-token'],
    ['kargo/kargo-controller-dev-shard-token'],
  ],
  [
    'externalSecrets',
    Credentials.externalSecrets(STORES),
    ['kargo/kargo-controlplane-kubeconfig'],
    ['kargo-controlplane-kubeconfig', 'kargo-controlplane-token'],
    ['kargo/kargo-controller-dev-shard-token'],
  ],
  ['existingSecret', Credentials.existingSecret('theirs'), [], ['theirs'], []],
  ['existingKubeconfig', Credentials.existingKubeconfig(), [], ['kargo-controlplane-kubeconfig'], []],
  ['existingKubeconfig of a name', Credentials.existingKubeconfig({ secretName: 'own' }), [], ['own'], []],
];

describe.each(STRATEGIES)('%s', (_, credentials, written, expected, inControlPlane) => {
  const { prod, dev, controller } = make(credentials);
  const objects = synth(dev);

  test(`writes ${written.length} Secret into the cluster of the shard, and ${inControlPlane.length} beside the control plane`, () => {
    expect(secrets(objects)).toEqual(written);
    expect(secrets(synth(prod))).toEqual(inControlPlane);
  });

  test(`lets the pod wait for ${expected.join(' and ')}`, () => {
    expect(awaited(objects).sort()).toEqual(expected);
    expect(controller.kubeconfigSecret).toBe(expected[0]);
  });

  test('writes no credential', () => {
    expect(secretKindOf(JSON.stringify([...objects, ...synth(prod)]))).toBeUndefined();
    expect([...objects, ...synth(prod)].filter(({ kind, data }) => kind === 'Secret' && data !== undefined)).toEqual(
      [],
    );
  });
});

test('the token is mounted where the kubeconfig says that it is, and only for reading', () => {
  const objects = synth(make().dev);
  const { stringData } = find(objects, 'Secret', 'kargo-controlplane-kubeconfig');
  const kubeconfig = parse((stringData as { readonly [key: string]: string })['kubeconfig.yaml'] ?? '');
  expect(kubeconfig.users).toEqual([
    { name: 'kargo-controlplane', user: { tokenFile: '/etc/kargo/controlplane/token' } },
  ]);
  expect(kubeconfig.clusters[0].cluster).toEqual({
    server,
    'certificate-authority': '/etc/kargo/controlplane/ca.crt',
  });
  expect(JSON.stringify(find(objects, 'Deployment', 'kargo-controller'))).toContain(
    '{"mountPath":"/etc/kargo/controlplane","name":"controlplane-token","readOnly":true}',
  );
});

test('volumes of the user stay beside that of the token', () => {
  const shard = new Shard('dev-shard');
  const controlPlane = new ControlPlane(chart('prod'), 'kargo', { shards: [shard], server });
  const dev = chart('dev');
  const volumes = [{ name: 'ca', secret: { secretName: 'git-ca' } }];
  new ShardController(dev, 'kargo', { controlPlane, shard, values: { controller: { volumes } } });
  expect(awaited(synth(dev))).toEqual(expect.arrayContaining(['git-ca', 'kargo-controlplane-token']));
});

test.each([
  ['volumes', [{ name: 'controlplane-token', secret: { secretName: 'other' } }]],
  ['volumeMounts', [{ name: 'controlplane-token', mountPath: '/other' }]],
])('%s of the user cannot take the place of that of the token', (key, items) => {
  const shard = new Shard('dev-shard');
  const controlPlane = new ControlPlane(chart('prod'), 'kargo', { shards: [shard], server });
  const dev = chart('dev');
  new ShardController(dev, 'kargo', { controlPlane, shard, values: { controller: { [key]: items } } });
  expect(recordedFindings(dev)).toMatchObject([
    {
      id: 'value-locked',
      message: `'controlplane-token' in value 'controller.${key}' is the name of what this construct adds there`,
    },
  ]);
});

test.each([
  [Credentials.delivered(), ['kargo-controlplane-kubeconfig-eu', 'kargo-controlplane-token-eu']],
  [Credentials.staticToken(), ['kargo-controlplane-kubeconfig-eu', 'kargo-controlplane-token-eu']],
  [Credentials.externalSecrets(STORES), ['kargo-controlplane-kubeconfig-eu', 'kargo-controlplane-token-eu']],
  [Credentials.existingKubeconfig(), ['kargo-controlplane-kubeconfig-eu']],
  [Credentials.existingSecret('theirs'), ['theirs']],
])('a controller with an id has Secrets of its own, unless they are named (%#)', (credentials, expected) => {
  expect(awaited(synth(make(credentials, 'eu').dev), 'kargo-controller-eu').sort()).toEqual(expected);
});

test('a controller in another namespace has its Secrets there', () => {
  const shard = new Shard('dev-shard');
  const controlPlane = new ControlPlane(chart('prod'), 'kargo', { shards: [shard], server });
  const dev = chart('dev');
  new ShardController(dev, 'kargo', { controlPlane, shard, namespace: 'kargo-dev' });
  expect(secrets(synth(dev))).toEqual(['kargo-dev/kargo-controlplane-kubeconfig']);
});

describe('findings', () => {
  const of = (...args: Parameters<typeof make>) => recordedFindings(make(...args).dev);

  test('a token that never ends is warned of, with the shard whose it is', () => {
    expect(of(Credentials.staticToken())).toMatchObject([
      {
        severity: 'warning',
        id: 'lasting-token',
        message:
          "the token of shard 'dev-shard' never ends: whoever gets hold of it is 'system:serviceaccount:kargo:kargo-controller-dev-shard' until its ServiceAccount is deleted, as 'cdk8s-kargo credentials revoke dev-shard' does; a Secret that is deleted and applied again has the same token",
      },
    ]);
  });

  test.each([
    ['delivered', Credentials.delivered()],
    ['staticToken', Credentials.staticToken()],
    ['externalSecrets', Credentials.externalSecrets(STORES)],
  ])('fails when %s does not know where the control plane is', (_, credentials) => {
    expect(of(credentials, undefined, {}).filter(({ severity }) => severity === 'error')).toMatchObject([
      {
        id: 'server-missing',
        message: expect.stringContaining("shard 'dev-shard' needs the URL of the API server of control plane"),
        fix: "give the ControlPlane or its Cluster a 'server', or choose other 'credentials'",
      },
    ]);
  });

  test.each([
    ['existingSecret', Credentials.existingSecret('x')],
    ['existingKubeconfig', Credentials.existingKubeconfig()],
  ])('%s needs no URL of the control plane', (_, credentials) => {
    expect(of(credentials, undefined, {})).toEqual([]);
  });

  test.each(['1h', '60m', '24h', '8760h'])('a token may be for %s', (tokenLifetime) => {
    expect(of(Credentials.delivered({ tokenLifetime }))).toEqual([]);
  });

  test.each(['59m', '8761h', '30 days', '720', '-1h', ''])('fails when a token is to be for "%s"', (tokenLifetime) => {
    expect(of(Credentials.delivered({ tokenLifetime }))).toMatchObject([
      {
        severity: 'error',
        id: 'token-lifetime-invalid',
        message: `'tokenLifetime' is '${tokenLifetime}', expected a duration from 1h to 8760h`,
      },
    ]);
  });

  test.each([
    ['secretName', Credentials.existingSecret('')],
    ['secretName', Credentials.existingKubeconfig({ secretName: '' })],
    ['context', Credentials.existingKubeconfig({ context: '' })],
  ])('fails when %s is empty (%#)', (prop, credentials) => {
    expect(of(credentials)).toMatchObject([{ id: 'prop-empty', message: `prop 'credentials.${prop}' is empty` }]);
  });

  test('fails when it is something else than Credentials, which is not shown', () => {
    const [finding] = of('s3cret' as never);
    expect(finding).toMatchObject({ severity: 'error', id: 'credentials-type' });
    expect(JSON.stringify(finding)).not.toContain('s3cret');
  });
});

test('fleet.json says how each controller proves who it is, without any secret', () => {
  const fleet = new Fleet({ outdir: join(temporaryFolder(), 'dist') });
  const prod = fleet.addCluster('prod', { server });
  const dev = fleet.addCluster('dev');
  const credentials = [
    Credentials.delivered({ tokenLifetime: '90m' }),
    Credentials.staticToken(),
    Credentials.existingSecret('theirs'),
    Credentials.existingKubeconfig({ context: 'mine' }),
    Credentials.externalSecrets(STORES),
  ];
  const shards = credentials.map((_, i) => new Shard(`s${i}`));
  const controlPlane = new ControlPlane(prod, 'kargo', { shards });
  shards.forEach((shard, i) => {
    new ShardController(dev, shard.name, {
      controlPlane,
      shard,
      controllerId: shard.name,
      credentials: credentials[i],
    });
  });
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  fleet.synth();
  stderr.mockRestore();
  const written = JSON.parse(readFileSync(join(fleet.outdir, 'fleet.json'), 'utf8'));
  const described = written.shards.map(({ controller }: { controller: object }) => controller);
  expect(described.map((each: { credentials: object }) => each.credentials)).toEqual([
    {
      strategy: 'delivered',
      tokenSecret: 'kargo-controlplane-token-s0',
      boundSecret: 'kargo-controller-s0-token-binding',
      tokenLifetime: '1h30m0s',
    },
    {
      strategy: 'staticToken',
      tokenSecret: 'kargo-controlplane-token-s1',
      lastingSecret: 'kargo-controller-s1-token',
    },
    { strategy: 'existingSecret' },
    { strategy: 'existingKubeconfig', context: 'mine' },
    {
      strategy: 'externalSecrets',
      tokenSecret: 'kargo-controlplane-token-s4',
      lastingSecret: 'kargo-controller-s4-token',
      pushSecret: 'kargo-controller-s4-token',
      externalSecret: 'kargo-controlplane-token-s4',
    },
  ]);
  expect(described.map((each: { kubeconfigSecret: string }) => each.kubeconfigSecret)).toEqual([
    'kargo-controlplane-kubeconfig-s0',
    'kargo-controlplane-kubeconfig-s1',
    'theirs',
    'kargo-controlplane-kubeconfig-s3',
    'kargo-controlplane-kubeconfig-s4',
  ]);
});
