import * as kplus from 'cdk8s-plus-28';
import { ControlPlane, type ControlPlaneProps, EmbeddedRenderer, Shard } from '../../lib';
import { recordedFindings } from '../../lib/constructs/findings';
import { chart, data, find, names, synth } from '../tools/fleet';

const devShard = () => new Shard('dev-shard', { argocdUrl: 'https://argocd.dev.example.com' });

function make(props: ControlPlaneProps, name?: string, namespace?: string) {
  const prod = chart(name, namespace);
  const controlPlane = new ControlPlane(prod, 'kargo', props);
  return { prod, controlPlane, objects: synth(prod) };
}

function findings(props: ControlPlaneProps) {
  const prod = chart();
  new ControlPlane(prod, 'kargo', props);
  return recordedFindings(prod);
}

describe('ControlPlane', () => {
  test('writes what the renderer gives, object for object', () => {
    const { objects } = make({});
    const rendered = new EmbeddedRenderer().render({
      releaseName: 'kargo',
      namespace: 'kargo',
      values: {
        api: { secret: { name: 'kargo-admin' }, rollouts: { integrationEnabled: false } },
        controller: { rollouts: { integrationEnabled: false } },
      },
    });
    for (const object of rendered) {
      const { kind, metadata } = object;
      expect(find(objects, kind, metadata.name, metadata.namespace)).toEqual(JSON.parse(JSON.stringify(object)));
    }
    expect(names(objects)).toEqual([...names(rendered), 'Namespace /kargo'].sort());
  });

  test('trusts the computed users, each shard, and no stranger', () => {
    const { objects } = make({ shards: [devShard(), new Shard('staging-shard')] });
    const regex = new RegExp(data(objects, 'kargo-webhooks-server').CONTROLPLANE_USER_REGEX ?? '');
    const user = (name: string, namespace = 'kargo') => `system:serviceaccount:${namespace}:${name}`;
    for (const name of ['api', 'controller', 'garbage-collector', 'management-controller']) {
      expect(user(`kargo-${name}`)).toMatch(regex);
    }
    expect(user('kargo-controller-dev-shard')).toMatch(regex);
    expect(user('kargo-controller-staging-shard')).toMatch(regex);
    for (const stranger of [
      user('kargo-controller-prod-shard'),
      user('kargo-controller-dev-shard', 'other'),
      user('kargo-controller-dev-shard-2'),
      `x${user('kargo-api')}`,
      'alice@example.com',
    ]) {
      expect(stranger).not.toMatch(regex);
    }
  });

  test('quotes what has a meaning in a regular expression', () => {
    const { objects } = make({ namespace: 'kargo', shards: [new Shard('eu.west')] });
    const regex = new RegExp(data(objects, 'kargo-webhooks-server').CONTROLPLANE_USER_REGEX ?? '');
    expect('system:serviceaccount:kargo:kargo-controller-eu.west').toMatch(regex);
    expect('system:serviceaccount:kargo:kargo-controller-euxwest').not.toMatch(regex);
  });

  test('leaves users that do not run out of the trusted ones', () => {
    const { objects } = make({ defaultController: false, garbageCollection: false, shards: [devShard()] });
    expect(data(objects, 'kargo-webhooks-server').CONTROLPLANE_USER_REGEX).toBe(
      '^system:serviceaccount:kargo:(kargo-api|kargo-controller-dev-shard|kargo-management-controller)$',
    );
  });

  test('links the UI to the Argo CD of each shard and of the default controller', () => {
    const { objects } = make({ argocdUrl: 'https://argocd.example.com', shards: [devShard(), new Shard('plain')] });
    expect(data(objects, 'kargo-api').ARGOCD_URLS).toBe(
      '=https://argocd.example.com,dev-shard=https://argocd.dev.example.com',
    );
  });

  test('tells the UI the name of a default controller that claims a shard', () => {
    const own = new Shard('prod-shard', { argocdUrl: 'https://argocd.example.com', rollouts: true });
    const { objects, controlPlane } = make({ defaultController: { shard: own }, shards: [own, devShard()] });
    expect(data(objects, 'kargo-api')).toMatchObject({
      DEFAULT_CONTROLLER_NAME: 'prod-shard',
      ARGOCD_URLS:
        '=https://argocd.example.com,dev-shard=https://argocd.dev.example.com,prod-shard=https://argocd.example.com',
    });
    expect(data(objects, 'kargo-controller')).toMatchObject({
      SHARD_NAME: 'prod-shard',
      IS_DEFAULT_CONTROLLER: 'true',
      ROLLOUTS_INTEGRATION_ENABLED: 'true',
    });
    expect(controlPlane.accessOf(own)).toBeUndefined();
    expect(names(objects)).not.toContain('ServiceAccount kargo/kargo-controller-prod-shard');
  });

  test('runs no controller where it is told to run none', () => {
    const { objects } = make({ defaultController: false });
    expect(names(objects)).not.toContain('Deployment kargo/kargo-controller');
    expect(names(objects)).toContain('ClusterRole /kargo-controller');
  });

  test('makes one access for each shard that runs elsewhere', () => {
    const shard = devShard();
    const { controlPlane } = make({ shards: [shard, { shard: new Shard('eu'), lastingToken: true }] });
    expect(controlPlane.accessOf(shard)?.serviceAccountName).toBe('kargo-controller-dev-shard');
    expect(controlPlane.shards.map(({ name }) => name)).toEqual(['dev-shard', 'eu']);
    expect(controlPlane.accessOf(new Shard('dev-shard'))).toBeUndefined();
  });

  test('keeps the namespace of a chart off cluster-scoped objects', () => {
    const { objects } = make({ shards: [devShard()] }, 'prod', 'elsewhere');
    const scoped = objects.filter(({ kind }) => /^(Cluster|Namespace|CustomResource|.*Webhook)/.test(kind));
    expect(scoped.length).toBeGreaterThan(40);
    expect(scoped.filter(({ metadata }) => metadata.namespace !== undefined)).toEqual([]);
  });

  test('makes its namespace once, also where its user made it before', () => {
    const prod = chart();
    new kplus.Namespace(prod, 'mine', { metadata: { name: 'kargo' } });
    new ControlPlane(prod, 'kargo', {});
    expect(names(synth(prod)).filter((name) => name === 'Namespace /kargo')).toHaveLength(1);
  });

  test('works out its URL as the chart does', () => {
    const host = 'kargo.example.com';
    const url = (props: ControlPlaneProps) => make({ host, ...props }).controlPlane.apiUrl;
    expect(url({})).toBe('https://kargo.example.com');
    expect(url({ tls: { enabled: false } })).toBe('http://kargo.example.com');
    expect(url({ tls: { enabled: false, terminatedUpstream: true } })).toBe('https://kargo.example.com');
    expect(url({ tls: { enabled: false }, ingress: {} })).toBe('https://kargo.example.com');
    expect(url({ ingress: { tls: false } })).toBe('http://kargo.example.com');
    expect(url({ values: { api: { basePath: '/kargo' } } })).toBe('https://kargo.example.com/kargo');
    expect(make({}).controlPlane.apiUrl).toBeUndefined();
    for (const props of [{}, { tls: { enabled: false } }, { ingress: { tls: false } }] as ControlPlaneProps[]) {
      const { objects, controlPlane } = make({ host, ...props });
      expect(data(objects, 'kargo-controller').API_SERVER_BASE_URL).toBe(controlPlane.apiUrl);
    }
  });

  test('writes the configuration of Dex into a ConfigMap, and no Secret with data', () => {
    const { objects } = make({
      host: 'kargo.example.com',
      oidc: { dex: { connectors: [{ id: 'github', type: 'github', config: { clientSecret: '$SECRET' } }] } },
    });
    expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    expect(data(objects, 'kargo-dex-server')['config.yaml']).toContain('clientSecret: $SECRET');
    expect(JSON.stringify(find(objects, 'Deployment', 'kargo-dex-server'))).toContain(
      '"configMap":{"items":[{"key":"config.yaml","path":"config.yaml"}],"name":"kargo-dex-server"}',
    );
  });
});

describe('ControlPlane refuses', () => {
  test.each([
    ['controller.shardName', { controller: { shardName: 'x' } }, 'defaultController'],
    ['api.enabled', { api: { enabled: false } }, 'leave it out'],
    ['crds.install', { crds: { install: false } }, 'installCrds'],
    ['dataPlane.controller.install', { dataPlane: { controller: { install: false } } }, 'fromAttributes'],
    ['nameOverride', { nameOverride: 'x' }, 'names must agree'],
    ['webhooksServer.controlplaneUserRegex', { webhooksServer: { controlplaneUserRegex: '.*' } }, 'shards'],
    [
      'controller.serviceAccount.clusterWideSecretReadingEnabled',
      { controller: { serviceAccount: { clusterWideSecretReadingEnabled: true } } },
      'Secrets of the Projects',
    ],
    ['api.adminAccount.passwordHash', { api: { adminAccount: { passwordHash: 'x' } } }, 'adminAccount'],
    ['controller.kubeconfigSecrets.kargo', { controller: { kubeconfigSecrets: { kargo: 'x' } } }, 'own cluster'],
  ])('value %s, and names the prop', (path, values, fix) => {
    const [finding] = findings({ values });
    expect(finding).toMatchObject({ id: 'value-locked', where: { construct: 'prod/kargo' } });
    expect(finding?.message).toContain(`'${path}'`);
    expect(finding?.fix).toContain(fix);
  });

  test('a mapping of decided values that is deleted as a whole', () => {
    expect(findings({ values: { rbac: null } as never }).map(({ id }) => id)).toContain('value-locked');
  });

  test('a value that contradicts a prop, but not one that agrees', () => {
    expect(findings({ replicas: 2, values: { api: { replicas: 3 } } })).toMatchObject([
      { id: 'value-conflict', message: expect.stringContaining("'api.replicas' is 2 by a prop") },
    ]);
    expect(findings({ replicas: 2, values: { api: { replicas: 2 } } })).toEqual([]);
  });

  test('all mistakes of one control plane together', () => {
    const ids = findings({
      replicas: 2,
      values: { api: { replicas: 3, hots: 'x' } as never, crds: { install: true } },
    });
    expect(ids.map(({ id }) => id).sort()).toEqual(['value-conflict', 'value-locked', 'value-unknown']);
  });

  test('a secret inside a Dex connector, without repeating it', () => {
    const [finding] = findings({
      host: 'kargo.example.com',
      oidc: { dex: { connectors: [{ id: 'ldap', config: { bindPW: 'hunter2' } }] } },
    });
    expect(finding).toMatchObject({ id: 'dex-secret' });
    expect(JSON.stringify(finding)).not.toContain('hunter2');
  });

  test.each<[string, ControlPlaneProps]>([
    ['gitClient', { defaultController: false, gitClient: { name: 'x' } }],
    ['resources.controller', { defaultController: false, resources: { controller: {} } }],
    ['rollouts', { defaultController: { shard: new Shard('own') }, rollouts: true }],
    ['argocdNamespace', { argocd: false, argocdNamespace: 'argo' }],
    ['resources.dex', { resources: { dex: {} } }],
    ['oidc.clientId', { host: 'kargo.example.com', oidc: { clientId: 'x', dex: { connectors: [] } } }],
  ])('prop %s where it has no effect', (prop, props) => {
    expect(findings(props)).toMatchObject([{ id: 'prop-unused', message: expect.stringContaining(`'${prop}'`) }]);
  });

  test.each<[string, ControlPlaneProps]>([
    ['adminAccount.secretName', { adminAccount: { secretName: '' } }],
    ['namespace', { namespace: '' }],
  ])('an empty %s', (prop, props) => {
    expect(findings(props)).toContainEqual(
      expect.objectContaining({ id: 'prop-empty', message: expect.stringContaining(`'${prop}'`) }),
    );
  });

  test.each<[string, ControlPlaneProps]>([
    ['garbageCollection.minFreightDeletionAge', { garbageCollection: { minFreightDeletionAge: 'two weeks' } }],
    ['garbageCollection.schedule', { garbageCollection: { schedule: 'whenever' } }],
    ['adminAccount.tokenTtl', { adminAccount: { tokenTtl: '24 hours' } }],
    ['resources.api.requests.cpu', { resources: { api: { requests: { cpu: 'lots' } } } }],
    ['resources.api.limits.memory', { resources: { api: { limits: { memory: '256 MB' } } } }],
    ['kubeVersion', { kubeVersion: 'banana' }],
  ])('a %s that Kubernetes or Kargo would refuse', (prop, props) => {
    expect(findings(props)).toMatchObject([{ id: 'prop-invalid', message: expect.stringContaining(`'${prop}'`) }]);
  });

  test('labels by which Kargo finds its own objects, or gives rights', () => {
    const labels = { 'app.kubernetes.io/component': 'controller', team: 'a' };
    expect(findings({ labels, podLabels: { 'kargo.akuity.io/project': 'true' } }).map(({ id }) => id)).toContain(
      'label-reserved',
    );
    expect(findings({ labels: { team: 'a' } })).toEqual([]);
  });

  test.each([
    ['controller.env', { controller: { env: [{ name: 'SHARD_NAME', value: 'other' }] } }],
    ['webhooksServer.env', { webhooksServer: { env: [{ name: 'CONTROLPLANE_USER_REGEX', value: '.*' }] } }],
    ['global.env', { global: { env: [{ name: 'KUBECONFIG', value: '' }] } }],
  ])('an environment variable in %s that it decides', (path, values) => {
    expect(findings({ values })).toMatchObject([{ id: 'value-locked', message: expect.stringContaining(`'${path}'`) }]);
  });

  test('no value that is undefined or an empty mapping', () => {
    const controller = { shardName: undefined, argocd: {} };
    expect(findings({ host: 'kargo.example.com', values: { api: { host: undefined }, controller } })).toEqual([]);
  });

  test('a secret of Dex that comes through values or through its environment', () => {
    const connectors = [{ id: 'x', config: { clientSecret: 'PLAINTEXT' } }];
    const byValues = findings({ values: { api: { oidc: { enabled: true, dex: { enabled: true, connectors } } } } });
    expect(byValues.map(({ id }) => id)).toContain('dex-secret');
    const env = [{ name: 'S', value: 'PLAINTEXT' }];
    const referring = [{ id: 'x', config: { clientSecret: '$S' } }];
    const byEnv = findings({ host: 'kargo.example.com', oidc: { dex: { connectors: referring, env } } });
    expect(byEnv).toMatchObject([{ id: 'dex-secret', message: expect.stringContaining("'S'") }]);
    const both = findings({
      host: 'kargo.example.com',
      oidc: { dex: { connectors } },
      values: { api: { oidc: { dex: { connectors: referring } } } },
    });
    expect(JSON.stringify([byValues, byEnv, both])).not.toContain('PLAINTEXT');
  });

  test('nothing that only the next upgrade will refuse, but warns of it', () => {
    const [finding] = findings({ values: { global: { clusterSecretsNamespace: 'secrets' } } });
    expect(finding).toMatchObject({ severity: 'warning', id: 'upgrade-cluster-secrets' });
  });

  test('what is no Shard where one belongs', () => {
    expect(findings({ shards: ['dev' as never] })).toMatchObject([{ id: 'shard-type' }]);
    expect(findings({ defaultController: { shard: 'dev' as never } })).toMatchObject([{ id: 'shard-type' }]);
  });

  test('a server that is no URL, or that has a password in it', () => {
    expect(findings({ server: 'prod:6443' })).toMatchObject([{ id: 'server-invalid' }]);
    const [finding] = findings({ server: 'https://admin:hunter2@prod.example.com:6443' });
    expect(finding).toMatchObject({ id: 'server-invalid', fix: "write it as 'https://prod.example.com:6443'" });
    expect(JSON.stringify(finding)).not.toContain('hunter2');
  });

  test('a host with a scheme or a path, and a URL without one', () => {
    const shards = [new Shard('dev-shard', { argocdUrl: 'argocd.dev.example.com' })];
    expect(findings({ host: 'https://kargo.example.com/ui', externalWebhooks: { host: 'a/b' }, shards })).toMatchObject(
      [
        { id: 'host-invalid', fix: expect.stringContaining("'kargo.example.com'") },
        { id: 'host-invalid', message: expect.stringContaining("'externalWebhooks.host' is 'a/b'") },
        { id: 'url-invalid', message: expect.stringContaining("shard 'dev-shard'") },
      ],
    );
    expect(findings({ host: 'kargo.example.com:8443' })).toEqual([]);
  });

  test('one shard given twice', () => {
    const shard = devShard();
    expect(findings({ shards: [shard, shard] })).toMatchObject([{ id: 'shard-declared-twice' }]);
  });

  test('to synthesise an app that is not a Fleet with an error in it', () => {
    const prod = chart();
    new ControlPlane(prod, 'kargo', { values: { crds: { install: true } } });
    expect(() => synth(prod)).toThrow(/prod\/kargo: error value-locked: .*crds\.install/);
  });
});

describe('every prop of ControlPlane', () => {
  const resources = { requests: { cpu: '1', memory: '1Gi', ephemeralStorage: '1Gi' }, limits: { cpu: '2' } };
  // Required<...> makes this fail to compile when a prop is added and forgotten here.
  const props: Required<Omit<ControlPlaneProps, 'renderer' | 'server' | 'apiVersions' | 'kubeVersion'>> = {
    shards: [devShard()],
    defaultController: false,
    namespace: 'kargo-2',
    releaseName: 'kargo-2',
    host: 'kargo.example.com',
    replicas: 3,
    resources: {
      api: resources,
      controller: resources,
      managementController: resources,
      webhooksServer: resources,
      externalWebhooksServer: resources,
      garbageCollector: resources,
    },
    ingress: { className: 'nginx' },
    tls: { secretName: 'own' },
    externalWebhooks: { host: 'hooks.example.com' },
    oidc: { issuerUrl: 'https://id.example.com', clientId: 'kargo', admins: { groups: ['platform'] } },
    adminAccount: { secretName: 'other', tokenTtl: '1h' },
    gitClient: { name: 'Bot', email: 'bot@example.com' },
    garbageCollection: { schedule: '1 2 * * *', workers: 9 },
    metrics: { serviceMonitor: { interval: '5s', labels: { release: 'x' } } },
    argocd: false,
    argocdUrl: 'https://argocd.example.com',
    argocdNamespace: 'argo',
    rollouts: true,
    installCrds: false,
    values: { api: { revisionHistoryLimit: 3 } },
    logLevel: 'DEBUG',
    logFormat: 'JSON',
    image: { repository: 'registry.example.com/kargo', tag: 'v1', pullPolicy: 'Always', pullSecrets: ['regcred'] },
    nodeSelector: { pool: 'infra' },
    tolerations: [{ key: 'infra', operator: 'Exists' }],
    affinity: { nodeAffinity: {} },
    priorityClassName: 'high',
    labels: { team: 'platform' },
    annotations: { 'example.com/owner': 'platform' },
    podLabels: { cost: 'shared' },
    podAnnotations: { 'example.com/scrape': 'no' },
  };
  const without = JSON.stringify(make({}).objects);

  test.each(Object.keys(props))('%s changes the output', (name) => {
    expect(JSON.stringify(make({ [name]: props[name as keyof typeof props] }).objects)).not.toBe(without);
  });

  test('of them all, what is set reaches the pods', () => {
    const { objects } = make({
      ...props,
      defaultController: true,
      argocd: true,
      oidc: { dex: { connectors: [] } },
      resources: { ...props.resources, dex: resources },
    });
    const deployments = objects.filter(({ kind }) => kind === 'Deployment');
    expect(deployments.map(({ metadata }) => metadata.name).sort()).toEqual([
      'kargo-api',
      'kargo-controller',
      'kargo-dex-server',
      'kargo-external-webhooks-server',
      'kargo-management-controller',
      'kargo-webhooks-server',
    ]);
    for (const deployment of deployments) {
      const text = JSON.stringify(deployment);
      expect(text).toContain('"nodeSelector":{"pool":"infra"}');
      expect(text).toContain('"ephemeral-storage":"1Gi"');
      expect(text).toContain('"priorityClassName":"high"');
    }
    for (const component of ['api', 'controller', 'management-controller', 'webhooks-server', 'garbage-collector']) {
      expect(data(objects, `kargo-${component}`)).toMatchObject({ LOG_LEVEL: 'DEBUG', LOG_FORMAT: 'JSON' });
    }
    expect(objects.filter(({ kind }) => kind === 'ServiceMonitor')).toHaveLength(3);
  });
});
