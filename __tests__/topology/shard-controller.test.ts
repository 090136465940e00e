import {
  ControlPlane,
  type ControlPlaneProps,
  Credentials,
  Shard,
  ShardController,
  type ShardControllerProps,
} from '../../lib';
import { recordedFindings } from '../../lib/constructs/findings';
import { chart, data, find, names, SHARD_OBJECTS, synth } from '../tools/fleet';
import { may, mayReadSecrets } from '../tools/rbac';

const server = 'https://prod.example.com:6443';

type Rest = Partial<Omit<ShardControllerProps, 'controlPlane' | 'shard'>>;

function make(
  rest: Rest = {},
  controlPlaneProps: ControlPlaneProps = {},
  shard = new Shard('dev-shard'),
  right = true,
) {
  const controlPlane = new ControlPlane(chart('prod'), 'kargo', { shards: [shard], server, ...controlPlaneProps });
  const dev = chart('dev');
  const controller = new ShardController(dev, 'kargo', { controlPlane, shard, ...rest });
  return { dev, controller, controlPlane, objects: right ? synth(dev) : [] };
}

function pod(objects: ReturnType<typeof synth>, name: string) {
  const { spec } = find(objects, 'Deployment', name) as unknown as { spec: { template: { spec: object } } };
  return spec.template.spec as {
    serviceAccountName: string;
    containers: [{ env: { name: string; value?: string }[] }];
    volumes: { name: string; projected?: { sources: unknown[] } }[];
  };
}

describe('ShardController', () => {
  test('writes what runs in the cluster of a shard, and nothing more', () => {
    expect(names(make().objects)).toEqual(SHARD_OBJECTS);
  });

  test('writes no role for Argo CD where the shard has none', () => {
    const { objects } = make({}, {}, new Shard('dev-shard', { argocd: false }));
    expect(names(objects)).toEqual([
      'ConfigMap kargo/kargo-controller',
      'Deployment kargo/kargo-controller',
      'Namespace /kargo',
      'Secret kargo/kargo-controlplane-kubeconfig',
      'ServiceAccount kargo/kargo-controller',
    ]);
    expect(data(objects, 'kargo-controller').ARGOCD_INTEGRATION_ENABLED).toBe('false');
  });

  test('claims its shard, and reads its kubeconfig from the key that the chart mounts', () => {
    const { objects } = make();
    expect(data(objects, 'kargo-controller')).toMatchObject({
      SHARD_NAME: 'dev-shard',
      KUBECONFIG: '/etc/kargo/kubeconfigs/kubeconfig.yaml',
    });
    expect(data(objects, 'kargo-controller')).not.toHaveProperty('IS_DEFAULT_CONTROLLER');
    expect(
      pod(objects, 'kargo-controller').volumes.find(({ name }) => name === 'kubeconfigs')?.projected?.sources,
    ).toEqual([
      {
        secret: {
          name: 'kargo-controlplane-kubeconfig',
          items: [{ key: 'kubeconfig.yaml', path: 'kubeconfig.yaml', mode: 420 }],
        },
      },
    ]);
  });

  test('may record Events beside Applications, anywhere or only where they all are', () => {
    const events = (objects: ReturnType<typeof synth>, namespace: string) =>
      may(objects, 'kargo-controller', { verb: 'create', group: '', resource: 'events', namespace });
    const { objects } = make();
    expect(events(objects, 'some-app')).toBe(true);
    const narrow = make({ watchArgocdNamespaceOnly: true, argocdNamespace: 'argo' }).objects;
    expect(events(narrow, 'argo')).toBe(true);
    expect(events(narrow, 'some-app')).toBe(false);
    expect(mayReadSecrets(objects, 'kargo-controller', 'argocd')).toBe(false);
  });

  test('links back to Kargo where the control plane has a host', () => {
    const env = (controlPlane: ControlPlaneProps, rest: Rest = {}) =>
      pod(make(rest, controlPlane).objects, 'kargo-controller').containers[0].env;
    const link = { name: 'API_SERVER_BASE_URL', value: 'https://kargo.example.com' };
    expect(env({ host: 'kargo.example.com' })).toContainEqual(link);
    expect(env({}).map(({ name }) => name)).not.toContain('API_SERVER_BASE_URL');
    const own = { name: 'HTTPS_PROXY', value: 'http://proxy:3128' };
    const both = env({ host: 'kargo.example.com' }, { values: { controller: { env: [own] } } });
    expect(both).toEqual(expect.arrayContaining([link, own]));
    const mine = { ...link, value: 'https://other.example.com' };
    const overridden = env({ host: 'kargo.example.com' }, { values: { controller: { env: [mine] } } });
    expect(overridden.filter(({ name }) => name === link.name)).toEqual([mine]);
  });

  test('looks for Kargo in the namespace of the control plane, wherever it runs itself', () => {
    const { objects } = make({ namespace: 'kargo-dev' });
    expect(data(objects, 'kargo-controller').KARGO_NAMESPACE).toBe('kargo');
    expect(names(objects)).toContain('Namespace /kargo-dev');
    const values = { global: { sharedResources: { namespace: 'shared' }, systemResources: { namespace: 'system' } } };
    expect(data(make({}, { values }).objects, 'kargo-controller')).toMatchObject({
      SHARED_RESOURCES_NAMESPACE: 'shared',
      SYSTEM_RESOURCES_NAMESPACE: 'system',
    });
  });

  test('shares a cluster with another one: no name twice, and the namespace once', () => {
    const [one, two] = [new Shard('one'), new Shard('two')];
    const controlPlane = new ControlPlane(chart('prod'), 'kargo', { shards: [one, two], server });
    const edge = chart('edge');
    const narrow = { controlPlane, watchArgocdNamespaceOnly: true };
    const first = new ShardController(edge, 'one', { ...narrow, shard: one });
    const second = new ShardController(edge, 'two', { ...narrow, shard: two });
    const all = names(synth(edge));
    expect([first.name, second.name]).toEqual(['kargo-controller', 'kargo-controller-two']);
    expect(second.kubeconfigSecret).toBe('kargo-controlplane-kubeconfig-two');
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((name) => name.startsWith('Namespace'))).toEqual(['Namespace /kargo']);
    const applications = { verb: 'patch', group: 'argoproj.io', resource: 'applications', namespace: 'argocd' };
    expect(may(synth(edge), 'kargo-controller', applications)).toBe(true);
    expect(may(synth(edge), 'kargo-controller-two', applications)).toBe(true);
  });

  test('shares a cluster with another one that watches every namespace', () => {
    const [one, two] = [new Shard('one'), new Shard('two')];
    const controlPlane = new ControlPlane(chart('prod'), 'kargo', { shards: [one, two], server });
    const edge = chart('edge');
    new ShardController(edge, 'one', { controlPlane, shard: one });
    new ShardController(edge, 'two', { controlPlane, shard: two, namespace: 'kargo-two', controllerId: 'second' });
    const all = names(synth(edge));
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain('Deployment kargo-two/kargo-controller-second');
  });

  test.each([
    ['the first of a cluster', undefined],
    ['the second of a cluster', 'two'],
    ['one with an id of its own', 'eu'],
    ['one with an id that looks like the end of a role', 'argocd'],
  ])('may do with Applications of every namespace what the chart grants: %s', (_, id) => {
    const shard = new Shard('two');
    const others = id === 'two' ? [new Shard('one')] : [];
    const controlPlane = new ControlPlane(chart('prod'), 'kargo', { shards: [...others, shard], server });
    const edge = chart('edge');
    for (const other of others) {
      new ShardController(edge, other.name, { controlPlane, shard: other });
    }
    const controllerId = id === 'two' ? undefined : id;
    const { name } = new ShardController(edge, 'two', { controlPlane, shard, controllerId });
    expect(name).toBe(id === undefined ? 'kargo-controller' : `kargo-controller-${id}`);
    const applications = { group: 'argoproj.io', resource: 'applications', namespace: 'anywhere' };
    const allowed = ['get', 'list', 'watch', 'patch', 'delete'].filter((verb) =>
      may(synth(edge), name, { verb, ...applications }),
    );
    expect(allowed).toEqual(['get', 'list', 'watch', 'patch']);
    expect(names(synth(edge)).filter((text) => text.startsWith('ClusterRoleBinding'))).not.toContain(
      `ClusterRoleBinding /${name}`,
    );
  });

  test('with an id has the same objects under other names', () => {
    const plain = names(make({}, {}, new Shard('dev-shard')).objects);
    const other = names(make({ controllerId: 'eu' }, {}, new Shard('dev-shard')).objects);
    const secret = /(kargo-controlplane-(kubeconfig|token))-eu/;
    const withoutId = other.map((name) =>
      name.replace('kargo-controller-eu', 'kargo-controller').replace(secret, '$1'),
    );
    expect(withoutId.sort()).toEqual([...plain].sort());
  });

  test('beside the control plane may do with Applications what the chart grants', () => {
    const shard = new Shard('own');
    const prod = chart('prod');
    const controlPlane = new ControlPlane(prod, 'kargo', { shards: [shard], server });
    const { name } = new ShardController(prod, 'own', { controlPlane, shard });
    const patch = { verb: 'patch', group: 'argoproj.io', resource: 'applications', namespace: 'anywhere' };
    expect(may(synth(prod), name, patch)).toBe(true);
  });

  test('runs beside the control plane with the identity that it has there', () => {
    const shard = new Shard('own');
    const prod = chart('prod');
    const controlPlane = new ControlPlane(prod, 'kargo', { shards: [shard], server });
    const controller = new ShardController(prod, 'own', {
      controlPlane,
      shard,
      values: { controller: { serviceAccount: { annotations: { 'example.com/role': 'x' } } } },
    });
    const objects = synth(prod);
    expect(new Set(names(objects)).size).toBe(objects.length);
    expect(controller.kubeconfigSecret).toBeUndefined();
    expect(data(objects, 'kargo-controller-own')).not.toHaveProperty('KUBECONFIG');
    expect(pod(objects, 'kargo-controller-own').serviceAccountName).toBe('kargo-controller-own');
    const account = find(objects, 'ServiceAccount', 'kargo-controller-own');
    expect(account).not.toHaveProperty('automountServiceAccountToken');
    expect(account.metadata.annotations).toEqual({ 'example.com/role': 'x' });
    expect(account.metadata.labels).not.toHaveProperty(['app.kubernetes.io/component']);
    expect(mayReadSecrets(objects, 'kargo-controller-own', 'some-project')).toBe(false);
    expect(mayReadSecrets(objects, 'kargo-controller-own', 'kargo-shared-resources')).toBe(true);
  });

  test('needs a kubeconfig in the cluster of the control plane when it is in another namespace', () => {
    const shard = new Shard('own');
    const prod = chart('prod');
    const controlPlane = new ControlPlane(prod, 'kargo', { shards: [shard], server });
    const controller = new ShardController(prod, 'own', { controlPlane, shard, namespace: 'elsewhere' });
    expect(controller.kubeconfigSecret).toBe('kargo-controlplane-kubeconfig-own');
    const all = names(synth(prod));
    expect(new Set(all).size).toBe(all.length);
  });

  test('is rendered by what renders its control plane', () => {
    const { controller, controlPlane } = make();
    expect(controller.version).toBe(controlPlane.version);
    expect(controller.version).toBe('1.11.2');
  });
});

describe('ShardController refuses', () => {
  const findings = (rest: Rest) => recordedFindings(make(rest).dev);

  test('values that it decides', () => {
    const shard = new Shard('dev-shard');
    const controlPlane = new ControlPlane(chart('prod'), 'kargo', { shards: [shard], server });
    const dev = chart('dev');
    new ShardController(dev, 'kargo', {
      controlPlane,
      shard,
      values: { kubeconfigSecrets: { kargo: 'x' }, controller: { shardName: 'y', isDefault: true } },
    });
    expect(recordedFindings(dev).map(({ id }) => id)).toEqual(['value-locked', 'value-locked', 'value-locked']);
  });

  test('a shard that the control plane was not given', () => {
    const controlPlane = new ControlPlane(chart('prod'), 'kargo', { shards: [], server });
    const dev = chart('dev');
    new ShardController(dev, 'kargo', { controlPlane, shard: new Shard('dev-shard') });
    expect(recordedFindings(dev)).toMatchObject([{ id: 'shard-undeclared' }]);
  });

  test('another Shard of the same name than the control plane was given', () => {
    const controlPlane = new ControlPlane(chart('prod'), 'kargo', { shards: [new Shard('dev-shard')], server });
    const dev = chart('dev');
    new ShardController(dev, 'kargo', { controlPlane, shard: new Shard('dev-shard') });
    expect(recordedFindings(dev)).toMatchObject([{ id: 'shard-declared-twice' }]);
  });

  test('credentials or an id of its own beside the control plane, where they have no effect', () => {
    const shard = new Shard('own');
    const prod = chart('prod');
    const controlPlane = new ControlPlane(prod, 'kargo', { shards: [shard], server });
    new ShardController(prod, 'own', {
      controlPlane,
      shard,
      credentials: Credentials.existingSecret('x'),
      controllerId: 'y',
    });
    expect(recordedFindings(prod).map(({ message }) => message)).toEqual([
      expect.stringContaining("'credentials'"),
      expect.stringContaining("'controllerId'"),
    ]);
  });

  test.each(['controllerId', 'namespace'] as const)('an empty %s', (prop) => {
    const { dev, objects } = make({ [prop]: '' }, {}, new Shard('dev-shard'), false);
    expect(recordedFindings(dev)).toMatchObject([{ id: 'prop-empty', message: `prop '${prop}' is empty` }]);
    expect(objects).toEqual([]);
  });

  test('settings for an Argo CD that the shard does not have', () => {
    const { dev } = make({ argocdNamespace: 'argo' }, {}, new Shard('dev-shard', { argocd: false }), false);
    expect(recordedFindings(dev)).toMatchObject([{ id: 'prop-unused' }]);
  });

  test.each([
    ['controller.argocd.namespace', { controller: { argocd: { namespace: 'argo' } } }],
    ['controller.argocd.watchArgocdNamespaceOnly', { controller: { argocd: { watchArgocdNamespaceOnly: true } } }],
    ['global.sharedResources.namespace', { global: { sharedResources: { namespace: 'elsewhere' } } }],
  ])('value %s, which has to agree with other things', (path, values) => {
    const { dev } = make({ values }, {}, new Shard('dev-shard'), false);
    expect(recordedFindings(dev)).toMatchObject([
      { id: 'value-locked', message: expect.stringContaining(`'${path}'`) },
    ]);
  });

  test('nothing of a right one', () => {
    expect(findings({ resources: { requests: { cpu: '1' } } })).toEqual([]);
  });
});

describe('every prop of ShardController', () => {
  // Required<...> makes this fail to compile when a prop is added and forgotten here.
  const props: Required<
    Omit<ShardControllerProps, 'controlPlane' | 'shard' | 'renderer' | 'apiVersions' | 'kubeVersion' | 'allowNewer'>
  > = {
    namespace: 'kargo-dev',
    credentials: Credentials.existingSecret('other'),
    resources: { requests: { cpu: '1' } },
    gitClient: { name: 'Bot', signingKeySecret: 'key', pushIntegrationPolicy: 'RebaseOrMerge' },
    metrics: { serviceMonitor: {} },
    argocdNamespace: 'argo',
    watchArgocdNamespaceOnly: true,
    controllerId: 'eu',
    values: { controller: { revisionHistoryLimit: 3 } },
    logLevel: 'DEBUG',
    logFormat: 'JSON',
    image: { tag: 'v1' },
    nodeSelector: { pool: 'infra' },
    tolerations: [{ operator: 'Exists' }],
    affinity: { podAntiAffinity: {} },
    priorityClassName: 'high',
    labels: { team: 'platform' },
    annotations: { 'example.com/owner': 'platform' },
    podLabels: { cost: 'shared' },
    podAnnotations: { 'example.com/scrape': 'no' },
  };
  const without = JSON.stringify(make().objects);

  test.each(Object.keys(props))('%s changes the output', (name) => {
    expect(JSON.stringify(make({ [name]: props[name as keyof typeof props] }).objects)).not.toBe(without);
  });
});
