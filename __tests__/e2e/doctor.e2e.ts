import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocks, pageOf } from '../tools/documents';
import { cdk8sKargo } from './tools/command';
import { kubeconfigOf } from './tools/control-plane';
import { TestFleet } from './tools/fleet';
import { beat, makeHealthy, restoreWebhooks, setReady, withWebhooks } from './tools/healthy';
import { endedToken, refused, secretText } from './tools/tokens';

interface Diagnosis {
  readonly status: number | null;
  readonly healthy: boolean;
  readonly findings: readonly { readonly [field: string]: string }[];
  readonly missing: readonly { readonly cluster: string; readonly what: string; readonly because: string }[];
}

const PROJECT = 'argocd-example-apps';
let fleet: TestFleet;
const prod = (...args: string[]) => fleet.kubectl.run('prod-cluster', args);
const dev = (...args: string[]) => fleet.kubectl.run('dev-cluster', args);

beforeAll(async () => {
  fleet = await TestFleet.start();
  await makeHealthy(fleet);
});
afterAll(() => fleet?.stop());

test('finds nothing wrong with a healthy fleet', async () => {
  await beat(fleet);
  const { status, stdout, stderr } = await cdk8sKargo(fleet.kubeconfig, ['doctor']);
  expect({ stdout, stderr, status }).toEqual({
    status: 0,
    stderr: '',
    stdout: expect.stringMatching(/^nothing is wrong: 3 clusters, \d+ answers\n$/),
  });
});

describe('of what is broken it finds', () => {
  // After each, so that what one test did not mend the next one tells.
  afterEach(async () => {
    expect(told(await doctor())).toEqual([]);
  });

  test('a shard that has no token', async () => {
    const kept = await dev('-n', 'kargo', 'get', 'secret', 'kargo-controlplane-token', '-o', 'json');
    await dev('-n', 'kargo', 'delete', 'secret', 'kargo-controlplane-token');
    const { findings, status } = await doctor();
    await restoreToken(kept);
    expect(status).toBe(1);
    expect(findings).toEqual([
      {
        severity: 'error',
        id: 'token-missing',
        cluster: 'dev',
        object: 'Secret kargo/kargo-controlplane-token',
        message: "it is not there, and the controller of shard 'dev-shard' waits for it",
        fix: 'cdk8s-kargo credentials deliver dev-shard',
      },
    ]);
  });

  test('a kubeconfig that is missing, and one under another key', async () => {
    await dev('-n', 'kargo', 'delete', 'secret', 'kargo-controlplane-kubeconfig');
    const missing = await doctor();
    await dev(
      '-n',
      'kargo',
      'create',
      'secret',
      'generic',
      'kargo-controlplane-kubeconfig',
      '--from-literal=kubeconfig=x',
    );
    const key = await doctor();
    await dev('-n', 'kargo', 'delete', 'secret', 'kargo-controlplane-kubeconfig');
    await follow(missing);
    expect(told(missing)).toEqual(['error dev kubeconfig-missing Secret kargo/kargo-controlplane-kubeconfig']);
    expect(told(key)).toEqual(['error dev kubeconfig-key-missing Secret kargo/kargo-controlplane-kubeconfig']);
    expect(key.findings[0]?.['message']).toContain('it has kubeconfig');
  });

  test('a token that has ended, one of another identity, and one that was revoked', async () => {
    const [own, other] = [await tokenOf('dev'), await tokenOf('staging')];
    await setToken(endedToken(fleet, own));
    const ended = await doctor();
    await setToken(other);
    const another = await doctor();
    await setToken(own);
    await prod('-n', 'kargo', 'delete', 'secret', 'kargo-controller-dev-shard-token-binding');
    await refused(fleet, own);
    const revoked = await doctor();
    await cdk8sKargo(fleet.kubeconfig, ['credentials', 'deliver', 'dev-shard', '--yes']);
    const object = 'Secret kargo/kargo-controlplane-token';
    expect(told(ended)).toEqual([`error dev token-ended ${object}`]);
    expect(told(another)).toEqual([`error dev token-of-another ${object}`]);
    expect(told(revoked)).toEqual([`error dev token-refused ${object}`]);
    expect(revoked.findings[0]?.['message']).toContain('kargo-controller-dev-shard-token-binding is gone');
    expect(JSON.stringify([ended, another, revoked])).not.toContain('eyJ');
  });

  test('a heartbeat that has stopped, and one that never was, and what waits for them', async () => {
    await beat(fleet, ['dev-shard'], new Date(Date.now() - 90_000));
    await prod('-n', 'kargo', 'delete', 'lease', 'kargo-controller-unnamed');
    const diagnosis = await doctor(['staging-shard']);
    expect(told(diagnosis)).toEqual([
      'error prod shard-without-controller ',
      'error prod heartbeat-stale Lease kargo/kargo-controller-dev-shard',
      'error prod heartbeat-missing Lease kargo/kargo-controller-unnamed',
      'error prod shard-without-controller Shard dev-shard',
    ]);
    expect(diagnosis.findings[0]?.['message']).toContain('3 Stages and 3 Warehouses without a shard wait');
    expect(diagnosis.findings[3]?.['message']).toContain('3 Stages of it wait');
  });

  test('a Stage of a shard that nobody has', async () => {
    await withWebhooks(fleet, () => createStage('lost', 'dev-shrad'));
    const diagnosis = await doctor();
    await withWebhooks(fleet, () => prod('-n', PROJECT, 'delete', 'stage', 'lost'));
    expect(told(diagnosis)).toEqual([`error prod shard-unknown Stage ${PROJECT}/lost`]);
    expect(diagnosis.findings[0]?.['fix']).toContain("did you mean 'dev-shard'?");
  });

  test('a Promotion that a change of shard left behind', async () => {
    await withWebhooks(fleet, () => createPromotion('moved', 'nginx-dev', 'staging-shard'));
    const diagnosis = await doctor();
    await withWebhooks(fleet, () => prod('-n', PROJECT, 'delete', 'promotion', 'moved'));
    expect(told(diagnosis)).toEqual([`error prod promotion-stranded Promotion ${PROJECT}/moved`]);
  });

  test('an identity with more rights than the fleet gives it', async () => {
    const user = '--serviceaccount=kargo:kargo-controller-dev-shard';
    await prod('create', 'clusterrolebinding', 'too-much', '--clusterrole=kargo-admin', user);
    const diagnosis = await doctor();
    expect(told(diagnosis)).toEqual(['error prod rights-beyond-dist ClusterRoleBinding too-much']);
    await follow(diagnosis);
  });

  test('a token of a shard that never ends, which a former strategy has left', async () => {
    const name = 'kargo-controller-dev-shard-token';
    const annotations = { 'kubernetes.io/service-account.name': 'kargo-controller-dev-shard' };
    const metadata = { name, namespace: 'kargo', annotations };
    const secret = { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token', metadata };
    await fleet.kubectl.run('prod-cluster', ['apply', '-f', '-'], JSON.stringify(secret));
    const diagnosis = await doctor();
    expect(told(diagnosis)).toEqual([`warning prod lasting-token-left Secret kargo/${name}`]);
    const [deliver = '', end = ''] = diagnosis.findings[0]?.['fix']?.split(', then ') ?? [];
    expect(deliver).toMatch(/^cdk8s-kargo credentials deliver dev-shard/);
    await follow({ ...diagnosis, findings: [{ fix: end.split(';')[0] ?? '' }] });
    expect(told(await doctor())).toEqual([]);
  });

  test('a role that allows more than that of dist', async () => {
    const rule = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };
    const patch = [{ op: 'add', path: '/rules/-', value: rule }];
    await prod('patch', 'clusterrole', 'kargo-controller', '--type=json', '-p', JSON.stringify(patch));
    const diagnosis = await doctor();
    expect(told(diagnosis)).toEqual(['error prod object-differs ClusterRole kargo-controller']);
    await follow(diagnosis);
  });

  test('a binding to another role, and the selector of a Deployment, which no server lets anybody change', async () => {
    const name = 'kargo-controller-dev-shard';
    await prod('delete', 'clusterrolebinding', name);
    const user = `--serviceaccount=kargo:${name}`;
    await prod('create', 'clusterrolebinding', name, '--clusterrole=cluster-admin', user);
    const api = await fleet.kubectl.json<{
      spec: { selector: { matchLabels: object }; template: { metadata: object } };
    }>('prod-cluster', ['-n', 'kargo', 'get', 'deployment', 'kargo-api']);
    const labels = { other: 'label' };
    const spec = {
      ...api.spec,
      selector: { matchLabels: labels },
      template: { ...api.spec.template, metadata: { labels } },
    };
    await prod('-n', 'kargo', 'delete', 'deployment', 'kargo-api');
    const other = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'kargo-api', namespace: 'kargo' },
      spec,
    };
    await fleet.kubectl.run('prod-cluster', ['create', '-f', '-'], JSON.stringify(other));
    await setReady(fleet, 'prod', 'kargo-api', 2, 2);
    const diagnosis = await doctor();
    expect(told(diagnosis)).toEqual([
      `error prod object-differs ClusterRoleBinding ${name}`,
      'warning prod object-differs Deployment kargo/kargo-api',
    ]);
    expect(diagnosis.findings[0]?.['message']).toMatch(/^it is not as in dist: roleRef.name is "cluster-admin"/);
    await follow(diagnosis);
    await setReady(fleet, 'prod', 'kargo-api', 2, 2);
  });

  test('a subject too many, rules of other roles, and webhooks that are not asked', async () => {
    const subject = { kind: 'ServiceAccount', name: 'kargo-controller-dev-shard-x', namespace: 'kargo' };
    const add = (path: string, value: unknown) => JSON.stringify([{ op: 'add', path, value }]);
    await prod(
      'patch',
      'clusterrolebinding',
      'kargo-controller-dev-shard',
      '--type=json',
      '-p',
      add('/subjects/-', subject),
    );
    const aggregation = { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] } };
    await prod('patch', 'clusterrole', 'kargo-controller-argocd', '--type=merge', '-p', JSON.stringify(aggregation));
    const selector = { matchLabels: { kargo: 'off' } };
    const path = '/webhooks/0/namespaceSelector';
    await prod('patch', 'validatingwebhookconfiguration', 'kargo', '--type=json', '-p', add(path, selector));
    const diagnosis = await doctor();
    expect(told(diagnosis)).toEqual([
      'error prod object-differs ClusterRole kargo-controller-argocd',
      'error prod object-differs ClusterRoleBinding kargo-controller-dev-shard',
      'error prod webhook-narrowed ValidatingWebhookConfiguration kargo',
    ]);
    expect(diagnosis.findings[1]?.['message']).toBe(
      'it is not as in dist: subjects: only the cluster has ServiceAccount kargo/kargo-controller-dev-shard-x',
    );
    await follow(diagnosis);
  });

  test('a Namespace that does not go, in place of what is missing in it', async () => {
    const name = 'kargo-system-resources';
    const held = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'held', namespace: name, finalizers: ['a.example/b'] },
    };
    await fleet.kubectl.run('prod-cluster', ['create', '-f', '-'], JSON.stringify(held));
    await prod('delete', 'namespace', name, '--wait=false');
    await prod('-n', name, 'wait', '--for=delete', 'role', '--all', '--timeout=60s');
    const waiting = '{.status.conditions[?(@.type=="NamespaceFinalizersRemaining")].status}';
    await prod('wait', `--for=jsonpath=${waiting}=True`, `namespace/${name}`, '--timeout=60s');
    const diagnosis = await doctor();
    const none = JSON.stringify({ metadata: { finalizers: null } });
    await prod('-n', name, 'patch', 'configmap', 'held', '--type=merge', '-p', none);
    await prod('wait', '--for=delete', `namespace/${name}`, '--timeout=60s');
    await fleet.apply('prod', '2-kargo');
    await restoreWebhooks(fleet);
    expect(told(diagnosis)).toEqual([`error prod object-terminating Namespace ${name}`]);
    expect(diagnosis.findings[0]?.['message']).toContain('a.example/b in 1 resource instances');
  });

  test("more replicas are an autoscaler's, but of a controller", async () => {
    await prod('-n', 'kargo', 'scale', 'deployment', 'kargo-api', 'kargo-controller', '--replicas=3');
    await setReady(fleet, 'prod', 'kargo-api', 3, 3);
    await setReady(fleet, 'prod', 'kargo-controller', 3, 3);
    const diagnosis = await doctor();
    await prod('-n', 'kargo', 'scale', 'deployment', 'kargo-api', '--replicas=2');
    await setReady(fleet, 'prod', 'kargo-api', 2, 2);
    await setReady(fleet, 'prod', 'kargo-controller', 1, 1);
    expect(told(diagnosis)).toEqual(['warning prod object-differs Deployment kargo/kargo-controller']);
    await follow(diagnosis);
  });

  test('a group that may do everything, and not one that may look', async () => {
    const group = '--group=system:serviceaccounts:kargo';
    await prod('create', 'clusterrole', 'system:image-puller', '--verb=get', '--resource=pods');
    await prod(
      '-n',
      'kargo',
      'create',
      'rolebinding',
      'system:image-pullers',
      '--clusterrole=system:image-puller',
      group,
    );
    await prod('create', 'clusterrolebinding', 'everybody', '--clusterrole=cluster-admin', group);
    const diagnosis = await doctor();
    expect(told(diagnosis)).toEqual(['error prod rights-beyond-dist ClusterRoleBinding everybody']);
    await follow(diagnosis);
  });

  test('what is left of a shard that the fleet does not have', async () => {
    const old = 'kargo-controller-old-shard';
    await prod('-n', 'kargo', 'create', 'serviceaccount', old);
    await prod('create', 'clusterrolebinding', old, '--clusterrole=kargo-controller', `--serviceaccount=kargo:${old}`);
    const diagnosis = await doctor();
    expect(told(diagnosis)).toEqual([`error prod identity-unknown ServiceAccount kargo/${old}`]);
    expect(diagnosis.findings[0]?.['fix']).toBe('cdk8s-kargo remove old-shard --yes');
    const { status } = await cdk8sKargo(fleet.kubeconfig, ['remove', 'old-shard', '--yes']);
    expect(status).toBe(0);
  });

  test('a controller that may do everything in its own cluster', async () => {
    const all = ['create', 'clusterrolebinding', 'all', '--clusterrole=cluster-admin'];
    await dev(...all, '--serviceaccount=kargo:kargo-controller');
    const diagnosis = await doctor();
    expect(told(diagnosis)).toEqual(['error dev rights-beyond-dist ClusterRoleBinding all']);
    await follow(diagnosis);
  });

  test("the settings of another shard, without blaming the context, and what is left of a control plane in a shard's cluster", async () => {
    const settings = JSON.stringify({ data: { SHARD_NAME: 'staging-shard' } });
    await dev('-n', 'kargo', 'patch', 'configmap', 'kargo-controller', '--type=merge', '-p', settings);
    const diagnosis = await doctor();
    expect(told(diagnosis)).toEqual(['error dev settings-of-another ConfigMap kargo/kargo-controller']);
    await fleet.apply('dev', '2-kargo');
    await dev('create', 'clusterrole', 'kargo-admin', '--verb=get', '--resource=pods');
    await dev('label', 'clusterrole', 'kargo-admin', 'app.kubernetes.io/part-of=kargo');
    const remains = await doctor();
    expect(remains.findings.map(({ id, cluster }) => `${cluster} ${id}`)).toEqual(['dev control-plane-remains']);
    await follow(remains);
  });

  test('an object that is missing, and one that somebody changed', async () => {
    await prod(
      '-n',
      'kargo-shared-resources',
      'delete',
      'rolebinding',
      'kargo-controller-dev-shard-shared-resources-reader',
    );
    await dev('-n', 'kargo', 'patch', 'configmap', 'kargo-controller', '-p', '{"data":{"SHARD_NAME":"other"}}');
    const diagnosis = await doctor();
    expect(told(diagnosis)).toEqual([
      'error prod object-missing RoleBinding kargo-shared-resources/kargo-controller-dev-shard-shared-resources-reader',
      'warning dev object-differs ConfigMap kargo/kargo-controller',
    ]);
    expect(diagnosis.findings[1]?.['message']).toBe(
      'it is not as in dist: data.SHARD_NAME is "other", expected "dev-shard"',
    );
    await follow(diagnosis);
  });

  test("a component of a control plane in a shard's cluster, and components that do not run", async () => {
    const api = ['deployment', 'kargo-api'];
    await dev('-n', 'kargo', 'create', ...api, '--image=kargo');
    await setReady(fleet, 'dev', 'kargo-controller', 0);
    await setReady(fleet, 'prod', 'kargo-api', 1, 2);
    const diagnosis = await doctor();
    await setReady(fleet, 'dev', 'kargo-controller', 1);
    await setReady(fleet, 'prod', 'kargo-api', 2, 2);
    await dev('-n', 'kargo', 'delete', ...api);
    expect(told(diagnosis)).toEqual([
      'error dev control-plane-in-shard Deployment kargo/kargo-api',
      'error dev component-not-running Deployment kargo/kargo-controller',
      'warning prod component-degraded Deployment kargo/kargo-api',
    ]);
  });

  test('CRDs of another version', async () => {
    const path = '/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/verification';
    const crd = ['crd', 'stages.kargo.akuity.io', '--type=json', '-p'];
    const { spec } = JSON.parse(await prod('get', 'crd', 'stages.kargo.akuity.io', '-o', 'json')) as { spec: unknown };
    const properties = ['versions', '0', 'schema', 'openAPIV3Schema', 'properties', 'spec', 'properties'];
    const kept = [...properties, 'verification'].reduce<unknown>(
      (value, key) => (value as { [key: string]: unknown })[key],
      spec,
    );
    await prod('patch', ...crd, JSON.stringify([{ op: 'remove', path }]));
    const older = await doctor();
    await prod('patch', ...crd, JSON.stringify([{ op: 'add', path, value: kept }]));
    await prod('patch', ...crd, JSON.stringify([{ op: 'add', path: `${path}Selector`, value: { type: 'string' } }]));
    const newer = await doctor();
    await prod('patch', ...crd, JSON.stringify([{ op: 'remove', path: `${path}Selector` }]));
    expect(told(older)).toEqual(['error prod crd-differs CustomResourceDefinition stages.kargo.akuity.io']);
    expect(older.findings[0]?.['message']).toContain('spec.properties.verification.');
    expect(told(newer)).toEqual(['warning prod crd-differs CustomResourceDefinition stages.kargo.akuity.io']);
    expect(newer.status).toBe(0);
  });

  test('Argo CD, where the fleet says that it is there and it is not', async () => {
    const crd = await dev('get', 'crd', 'applications.argoproj.io', '-o', 'json');
    await dev('delete', 'crd', 'applications.argoproj.io');
    const diagnosis = await doctor();
    const { metadata: _, status: __, ...rest } = JSON.parse(crd) as { metadata: object; status: object };
    const again = { ...rest, metadata: { name: 'applications.argoproj.io' } };
    await fleet.kubectl.run('dev-cluster', ['create', '-f', '-'], JSON.stringify(again));
    expect(told(diagnosis)).toEqual(['error dev argocd-missing CustomResourceDefinition applications.argoproj.io']);
  });

  test('webhooks that nothing can verify', async () => {
    const path = '/webhooks/0/clientConfig/caBundle';
    const kept = await prod(
      'get',
      'mutatingwebhookconfiguration',
      'kargo',
      '-o',
      'jsonpath={.webhooks[0].clientConfig.caBundle}',
    );
    const patch = (op: object) =>
      prod('patch', 'mutatingwebhookconfiguration', 'kargo', '--type=json', '-p', JSON.stringify([op]));
    await patch({ op: 'remove', path });
    const diagnosis = await doctor();
    await patch({ op: 'add', path, value: kept });
    expect(told(diagnosis)).toEqual(['error prod webhook-ca-missing MutatingWebhookConfiguration kargo']);
  });
});

describe('without all of the clusters', () => {
  test('it says what is known of the others, in time', async () => {
    const { apiserver } = fleet.cluster('dev');
    await beat(fleet);
    apiserver.pause();
    const start = Date.now();
    const diagnosis = await doctor([], '--timeout', '4s');
    apiserver.resume();
    expect(Date.now() - start).toBeLessThan(8_000);
    expect(diagnosis.status).toBe(1);
    expect(told(diagnosis)).toEqual(['error dev cluster-unreachable ']);
    expect(diagnosis.missing).toEqual([{ cluster: 'dev', what: 'everything', because: 'it did not answer within 4s' }]);
  });

  test('it says which contexts there are', async () => {
    const diagnosis = await doctor(undefined, '--context', 'dev=nope');
    expect(told(diagnosis)).toEqual(['error dev cluster-unreachable ']);
    expect(diagnosis.findings[0]?.['message']).toContain("no context 'nope'");
  });

  test('it says what it may not see, and does not call that healthy', async () => {
    const { kubeconfig } = fleet.cluster('prod');
    const path = join(fleet.folder, 'poor');
    const poor = { name: 'prod', user: { token: await tokenOf('staging') } };
    const entries = ['dev', 'staging'].map((name) => fleet.cluster(name));
    writeFileSync(
      path,
      kubeconfigOf([{ ...fleet.cluster('prod'), kubeconfig: { ...kubeconfig, user: poor } }, ...entries]),
      { mode: 0o600 },
    );
    const diagnosis = await doctor(undefined, '--kubeconfig', path);
    expect(told(diagnosis)).toEqual([]);
    expect(diagnosis).toMatchObject({ status: 2, healthy: false });
    expect(diagnosis.missing).toContainEqual({
      cluster: 'prod',
      what: 'Secret kargo/kargo-admin',
      because: expect.stringContaining('secrets "kargo-admin" is forbidden'),
      why: 'forbidden',
    });
  });

  test('the ClusterRole of the documents lets it see all', async () => {
    const [role = ''] = blocks(pageOf('docs/how-to/diagnose.md'), 'yaml');
    const entries = await Promise.all(
      ['prod', 'dev', 'staging'].map(async (name) => {
        const context = `${name}-cluster`;
        await fleet.kubectl.run(context, ['apply', '-f', '-'], role);
        await fleet.kubectl.run(context, ['-n', 'default', 'create', 'serviceaccount', 'doctor']);
        const bind = ['--clusterrole=cdk8s-kargo-doctor', '--serviceaccount=default:doctor'];
        await fleet.kubectl.run(context, ['create', 'clusterrolebinding', 'doctor', ...bind]);
        const token = (await fleet.kubectl.run(context, ['-n', 'default', 'create', 'token', 'doctor'])).trim();
        const entry = fleet.cluster(name);
        return { ...entry, name, kubeconfig: { ...entry.kubeconfig, user: { name, user: { token } } } };
      }),
    );
    const path = join(fleet.folder, 'doctor');
    writeFileSync(path, kubeconfigOf(entries), { mode: 0o600 });
    const { status, findings, missing } = await doctor(undefined, '--kubeconfig', path);
    expect({ status, findings, missing }).toEqual({ status: 0, findings: [], missing: [] });
  });
});

async function doctor(alive?: string[], ...args: string[]): Promise<Diagnosis> {
  if (alive?.length !== 0) {
    await beat(fleet, alive);
  }
  const outcome = await cdk8sKargo(fleet.kubeconfig, ['doctor', '--format', 'json', ...args]);
  expect(outcome.stderr).toBe('');
  return { status: outcome.status, ...(JSON.parse(outcome.stdout) as Omit<Diagnosis, 'status'>) };
}

function told({ findings }: Diagnosis): string[] {
  return findings.map(({ severity, cluster, id, object }) => `${severity} ${cluster} ${id} ${object ?? ''}`);
}

/** Does what the fixes say, as a shell would. */
async function follow({ findings }: Diagnosis): Promise<void> {
  for (const { fix = '' } of findings) {
    for (const each of fix.replace(/ # .*$/, '').split(' && ')) {
      const [, context = '', command = ''] = /^kubectl --context (\S+) (.+)$/.exec(each) ?? [];
      await fleet.kubectl.run(
        context,
        command.split(' ').map((word) => word.replace(/^'(.*)'$/, '$1')),
      );
    }
  }
}

function createStage(name: string, shard: string): Promise<string> {
  return create('Stage', name, {
    shard,
    requestedFreight: [{ origin: { kind: 'Warehouse', name: 'nginx' }, sources: { direct: true } }],
  });
}

/** A Promotion of a Stage, with the label of another shard. */
function createPromotion(name: string, stage: string, shard: string): Promise<string> {
  const steps = [{ uses: 'git-clone' }];
  return create('Promotion', name, { stage, freight: 'abc', steps }, { 'kargo.akuity.io/shard': shard });
}

function create(kind: string, name: string, spec: object, labels: object = {}): Promise<string> {
  const metadata = { name, namespace: PROJECT, labels };
  const object = { apiVersion: 'kargo.akuity.io/v1alpha1', kind, metadata, spec };
  return fleet.kubectl.run('prod-cluster', ['create', '-f', '-'], JSON.stringify(object));
}

function tokenOf(cluster: string): Promise<string> {
  return secretText(fleet, cluster, 'kargo-controlplane-token', 'token');
}

function setToken(token: string): Promise<string> {
  const data = { token: Buffer.from(token).toString('base64') };
  return dev('-n', 'kargo', 'patch', 'secret', 'kargo-controlplane-token', '-p', JSON.stringify({ data }));
}

async function restoreToken(json: string): Promise<void> {
  const { metadata, ...rest } = JSON.parse(json) as { metadata: { name: string; labels: object } };
  const again = { ...rest, metadata: { name: metadata.name, namespace: 'kargo', labels: metadata.labels } };
  await fleet.kubectl.run('dev-cluster', ['create', '-f', '-'], JSON.stringify(again));
}
