import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cdk8sKargo } from './tools/command';
import { kubeconfigOf } from './tools/control-plane';
import { TestFleet } from './tools/fleet';
import { beat, makeHealthy, setReady, withWebhooks } from './tools/healthy';
import { endedToken, secretText, tokenUser } from './tools/tokens';

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
    await refused(own);
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

  test('a role that allows more than that of dist', async () => {
    const rule = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };
    const patch = [{ op: 'add', path: '/rules/-', value: rule }];
    await prod('patch', 'clusterrole', 'kargo-controller', '--type=json', '-p', JSON.stringify(patch));
    const diagnosis = await doctor();
    expect(told(diagnosis)).toEqual(['error prod object-differs ClusterRole kargo-controller']);
    await follow(diagnosis);
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
    });
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

/** Does what the fixes say. */
async function follow({ findings }: Diagnosis): Promise<void> {
  for (const { fix = '' } of findings) {
    const [, context = '', command = ''] = /^kubectl --context (\S+) (.+)$/.exec(fix) ?? [];
    await fleet.kubectl.run(context, command.split(' '));
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

/** Servers remember for a while that a token was good. */
async function refused(token: string): Promise<void> {
  while ((await tokenUser(fleet, token)) !== undefined) {
    await sleep(500);
  }
}

async function restoreToken(json: string): Promise<void> {
  const { metadata, ...rest } = JSON.parse(json) as { metadata: { name: string; labels: object } };
  const again = { ...rest, metadata: { name: metadata.name, namespace: 'kargo', labels: metadata.labels } };
  await fleet.kubectl.run('dev-cluster', ['create', '-f', '-'], JSON.stringify(again));
}
