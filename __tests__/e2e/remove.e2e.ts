import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cdk8sKargo } from './tools/command';
import { DIST, TestFleet } from './tools/fleet';

const PROJECT = 'argocd-example-apps';
const FINALIZER = 'kargo.akuity.io/finalizer';
const KINDS =
  'serviceaccounts,secrets,configmaps,leases,roles,rolebindings,clusterroles,clusterrolebindings,deployments,services';

let fleet: TestFleet;
const remove = (...args: string[]) => cdk8sKargo(fleet.kubeconfig, ['remove', ...args]);
const prod = (...args: string[]) => fleet.kubectl.run('prod-cluster', args);
const dev = (...args: string[]) => fleet.kubectl.run('dev-cluster', args);
/** The names of all objects of a cluster in which a word occurs. */
const named = async (cluster: string, word: string) =>
  (await fleet.kubectl.run(`${cluster}-cluster`, ['get', KINDS, '-A', '-o', 'name']))
    .split('\n')
    .filter((name) => name.includes(word));
const inDev = () => named('dev', 'kargo-');

async function moveStages(from: string, to: string): Promise<void> {
  const stages = await prod('-n', PROJECT, 'get', 'stages', '-l', `kargo.akuity.io/shard=${from}`, '-o', 'name');
  for (const stage of stages.trim().split('\n')) {
    await prod('-n', PROJECT, 'patch', stage, '--type=merge', '-p', JSON.stringify({ spec: { shard: to } }));
  }
}

function promotion(shard: string): string {
  return JSON.stringify({
    apiVersion: 'kargo.akuity.io/v1alpha1',
    kind: 'Promotion',
    metadata: { name: 'running', namespace: PROJECT, labels: { 'kargo.akuity.io/shard': shard } },
    spec: { stage: 'nginx-dev', freight: 'some', steps: [{ uses: 'git-clear', config: { path: './out' } }] },
  });
}

/** What a controller and the management controller leave in a cluster. */
async function leaveTraces(shard: string): Promise<void> {
  const identity = `kargo-controller-${shard}`;
  await cdk8sKargo(fleet.kubeconfig, ['credentials', 'deliver', shard, '--yes']);
  const lease = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: identity, namespace: 'kargo' },
  };
  await fleet.kubectl.run('prod-cluster', ['create', '-f', '-'], JSON.stringify({ ...lease, spec: {} }));
  const role = ['--clusterrole=kargo-controller-read-secrets', `--serviceaccount=kargo:${identity}`];
  await prod('-n', PROJECT, 'create', 'rolebinding', `${identity}-read-secrets`, ...role);
}

beforeAll(async () => {
  fleet = await TestFleet.start();
  await fleet.applyAll();
  // The API server answers 429 for a kind that nobody has asked for so far; kubectl asks again.
  await prod('get', 'promotions', '-A');
  await leaveTraces('dev-shard');
  await leaveTraces('staging-shard');
});
afterAll(() => fleet?.stop());

describe('refuses', () => {
  test('while Stages name the shard, lists them, and deletes nothing', async () => {
    const before = [...(await inDev()), ...(await named('prod', 'dev-shard'))];
    const { status, stderr } = await remove('dev-shard', '--yes');
    expect(status).toBe(1);
    expect(stderr).toContain(`Stage ${PROJECT}/nginx-dev\n`);
    expect(stderr).toContain("shard 'dev-shard' cannot be removed: 3 of the Stages and Warehouses are of it");
    expect([...(await inDev()), ...(await named('prod', 'dev-shard'))]).toEqual(before);
    await moveStages('dev-shard', 'staging-shard');
  });

  test('while a Promotion of it is not over', async () => {
    await fleet.kubectl.run('prod-cluster', ['create', '-f', '-'], promotion('dev-shard'));
    const { status, stderr } = await remove('dev-shard', '--yes');
    const over = JSON.stringify({ status: { phase: 'Succeeded' } });
    await prod('-n', PROJECT, 'patch', 'promotion', 'running', '--subresource=status', '--type=merge', '-p', over);
    expect(status).toBe(1);
    expect(stderr).toContain(`is not over:\n  Promotion ${PROJECT}/running\n`);
  });

  test('a cluster whose controller claims another shard', async () => {
    const { status, stderr } = await remove('dev-shard', '--yes', '--context', 'dev=staging-cluster');
    expect(status).toBe(1);
    expect(stderr).toContain("claims shard 'staging-shard', expected 'dev-shard'");
    const beside = await remove('dev-shard', '--yes', '--context', 'dev=prod-cluster');
    expect(beside).toMatchObject({ status: 1, stderr: expect.stringContaining('claims no shard') });
    expect(await prod('-n', 'kargo', 'get', 'deployment', 'kargo-controller', '-o', 'name')).toContain('deployment');
  });

  test('a shard that was never there, and names the one that was meant', async () => {
    const { status, stderr } = await remove('dev-shrad');
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("did you mean 'dev-shard'?") });
  });

  test('to do anything where the cluster of the controller does not answer', async () => {
    const { apiserver } = fleet.cluster('dev');
    apiserver.pause();
    const { status, stderr } = await remove('dev-shard', '--yes');
    apiserver.resume();
    expect(status).toBe(1);
    expect(stderr).toContain('does not answer within 10 s');
    expect(stderr).toContain("or give --skip-cluster to leave cluster 'dev' alone");
  });
});

test('says what to edit and what would be deleted, and deletes nothing', async () => {
  const before = [...(await inDev()), ...(await named('prod', 'dev-shard'))];
  const { status, stdout, stderr } = await remove('dev-shard');
  expect(status).toBe(0);
  expect(stdout).toContain("take out the ShardController of 'dev-shard' in cluster 'dev'");
  expect(stdout).toContain('ServiceAccount kargo/kargo-controller-dev-shard in prod');
  expect(stdout).toContain('Namespace kargo in dev: there may be more in it than Kargo');
  expect(stderr).toContain('nothing was deleted');
  const dry = await remove('dev-shard', '--dry-run');
  expect(dry).toMatchObject({ status: 0, stdout: expect.stringContaining('dev would be deleted') });
  expect([...(await inDev()), ...(await named('prod', 'dev-shard'))]).toEqual(before);
});

describe('with a finalizer on the identity that nobody takes out', () => {
  test('fails after a while, and says how to go on', async () => {
    const patch = JSON.stringify({ metadata: { finalizers: [FINALIZER] } });
    const sa = ['-n', 'kargo', 'patch', 'serviceaccount', 'kargo-controller-dev-shard', '--type=merge', '-p', patch];
    await prod(...sa);
    const { status, stdout, stderr } = await remove('dev-shard', '--yes', '--timeout', '2s');
    expect(status).toBe(1);
    expect(stdout).toContain('Deployment kargo/kargo-controller in dev deleted');
    expect(stderr).toContain(
      `ServiceAccount kargo/kargo-controller-dev-shard in cluster 'prod' is still there after 2 s`,
    );
    expect(stderr).toContain(FINALIZER);
    expect(stderr).toContain('give --force-finalizers');
  });

  test('says where it stopped when it is interrupted', async () => {
    const { status, stderr } = await cdk8sKargo(fleet.kubeconfig, ['remove', 'dev-shard', '--yes'], '', 'waiting for');
    expect(stderr).toContain('not gone yet:');
    expect(stderr).toContain('ServiceAccount kargo/kargo-controller-dev-shard');
    expect(stderr).toContain('interrupted by SIGINT');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(130);
  });

  test('takes it out by force, but none of anybody else, for which it waits no longer than it was told to', async () => {
    const finalizers = (...names: string[]) => JSON.stringify({ metadata: { finalizers: names } });
    const binding = ['rolebinding', 'kargo-controller-dev-shard-project-secrets', '--type=merge', '-p'];
    await prod('-n', PROJECT, 'patch', ...binding, finalizers('foo.example.com/x'));
    const { status, stdout, stderr } = await remove('dev-shard', '--yes', '--timeout', '2s', '--force-finalizers');
    await prod('-n', PROJECT, 'patch', ...binding, finalizers());
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: expect.stringContaining('kargo-controller-dev-shard in prod deleted: its finalizer was taken out'),
    });
    expect(stderr).toContain(
      `RoleBinding ${PROJECT}/kargo-controller-dev-shard-project-secrets in cluster 'prod' is still there after 2 s: it waits for whoever its finalizer is of (foo.example.com/x)`,
    );
  });

  test('goes on when it is run again, and leaves nothing of the shard', async () => {
    const { status } = await remove('dev-shard', '--yes', '--timeout', '2s');
    expect(status).toBe(0);
    expect(await named('prod', 'dev-shard')).toEqual([]);
    expect(await inDev()).toEqual([]);
    const namespaces = await dev('get', 'namespaces', '-o', 'name');
    expect(namespaces).toContain('namespace/kargo');
  });
});

test('deletes nothing of anybody else', async () => {
  const there = await named('prod', 'staging-shard');
  for (const suffix of ['', '-token-binding', '-read-secrets', '-project-secrets', '-shared-resources-reader']) {
    expect(there.map((name) => name.split('/')[1])).toContain(`kargo-controller-staging-shard${suffix}`);
  }
  for (const file of readdirSync(join(DIST, 'prod', '2-kargo')).filter((name) => !name.includes('dev-shard'))) {
    await prod('get', '-f', join(DIST, 'prod', '2-kargo', file));
  }
});

test('has nothing to do the second time', async () => {
  const { status, stdout } = await remove('dev-shard', '--yes');
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringContaining("nothing was there of shard 'dev-shard'"),
  });
});

test('--skip-cluster removes a shard whose cluster is gone, as far as others have something of it', async () => {
  await moveStages('staging-shard', 'other-shard');
  fleet.cluster('staging').apiserver.pause();
  const { status, stdout } = await remove('staging-shard', '--yes', '--skip-cluster', '--format', 'json');
  fleet.cluster('staging').apiserver.resume();
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    shard: 'staging-shard',
    dryRun: false,
    stays: ["its controller in cluster 'staging': dist/staging/2-kargo says what is there"],
  });
  expect(await named('prod', 'staging-shard')).toEqual([]);
});

test('goes by names where the fleet no longer has the shard', async () => {
  await prod('-n', 'kargo', 'create', 'serviceaccount', 'kargo-controller-old-shard');
  const bound = ['--clusterrole=kargo-controller', '--serviceaccount=kargo:kargo-controller-old-shard'];
  await prod('create', 'clusterrolebinding', 'of-old', ...bound);
  const { status, stdout } = await remove('old-shard', '--yes');
  expect(status).toBe(0);
  expect(stdout).toContain('ClusterRoleBinding of-old in prod deleted');
  expect(stdout).toContain('in a cluster of which fleet.json no longer tells');
  expect(await named('prod', 'old')).toEqual([]);
});
