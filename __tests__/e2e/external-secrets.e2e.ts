import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ControlPlane, Credentials, Fleet, Shard, ShardController } from '../../lib';
import { cdk8sKargo, type Outcome } from './tools/command';
import { StandInOperator } from './tools/external-secrets';
import { TestFleet } from './tools/fleet';
import { secretText, tokenUser } from './tools/tokens';

const TOKEN = 'kargo-controlplane-token';
const LASTING = 'kargo-controller-dev-shard-token';

let fleet: TestFleet;
let operator: StandInOperator;
let dist: string;

function synthesise(server: string): void {
  const written = new Fleet({ outdir: dist });
  const prod = written.addCluster('prod', { kubeContext: 'prod-cluster', server });
  const dev = written.addCluster('dev', { kubeContext: 'dev-cluster' });
  const shard = new Shard('dev-shard');
  const controlPlane = new ControlPlane(prod, 'kargo', { shards: [shard] });
  const store = { name: 'vault', kind: 'ClusterSecretStore' } as const;
  const credentials = Credentials.externalSecrets({ pushTo: store, pullFrom: store, remoteKey: 'kargo/dev' });
  new ShardController(dev, 'kargo', { controlPlane, shard, credentials });
  written.synth();
}

const credentials = (...args: string[]): Promise<Outcome> =>
  cdk8sKargo(fleet.kubeconfig, ['credentials', ...args, '--dist', dist]);

/** Waits until Kubernetes has filled the Secret. */
async function lastingToken(): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const token = await secretText(fleet, 'prod', LASTING, 'token');
    if (token !== '') {
      return token;
    }
    await sleep(100);
  }
  throw new Error(`Secret ${LASTING} is still empty`);
}

beforeAll(async () => {
  fleet = await TestFleet.start();
  dist = join(fleet.folder, 'dist');
  operator = await StandInOperator.install(fleet, 'prod', 'dev');
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  synthesise(fleet.cluster('prod').server);
  expect(stderr.mock.calls.join('')).toContain("the token of shard 'dev-shard' never ends, and is in a store");
  stderr.mockRestore();
  await fleet.apply('prod', '1-crds', dist);
  await fleet.apply('prod', '2-kargo', dist);
  await fleet.apply('dev', '2-kargo', dist);
});
afterAll(() => fleet?.stop());

test('deliver says what to look at as long as the token has not arrived', async () => {
  await lastingToken();
  const { status, stderr } = await credentials('deliver', 'dev-shard', '--yes');
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining(`Secret kargo/${TOKEN} in cluster 'dev' is not there yet`),
  });
  expect(stderr).toContain(`PushSecret kargo/${LASTING} in cluster 'prod' and of ExternalSecret kargo/${TOKEN}`);
});

test('what the operator brings, as the manifests tell it to, works', async () => {
  await operator.push('prod');
  await operator.pull('dev');
  const token = await secretText(fleet, 'dev', TOKEN, 'token');
  expect(await tokenUser(fleet, token)).toBe('system:serviceaccount:kargo:kargo-controller-dev-shard');
  const { status, stdout } = await credentials('verify', 'dev-shard');
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('may do what it needs') });
});

test.each(['deliver', 'renew'])('%s leaves it to the operator', async (command) => {
  const { status, stdout } = await credentials(command, 'dev-shard', '--yes');
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringContaining(`Secret kargo/${TOKEN} in dev unchanged: ExternalSecret ${TOKEN} has brought it`),
  });
});

test('deliver refuses to write a file', async () => {
  const path = join(fleet.folder, 'secret.yaml');
  const { status, stderr } = await credentials('deliver', 'dev-shard', '--yes', '--output', path);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('--output has no effect') });
  expect(existsSync(path)).toBe(false);
});

test('revoke ends it for good, and applying again brings another one', async () => {
  const before = await secretText(fleet, 'dev', TOKEN, 'token');
  const { status, stdout } = await credentials('revoke', 'dev-shard', '--yes');
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringMatching(`Secret kargo/${LASTING} in prod deleted: tokens are refused`),
  });
  expect(await tokenUser(fleet, before)).toBeUndefined();
  expect((await credentials('verify', 'dev-shard')).stderr).toContain('does not accept the credential');
  expect((await credentials('deliver', 'dev-shard', '--yes')).stderr).toContain('apply dist/prod/2-kargo');

  await fleet.apply('prod', '2-kargo', dist);
  await lastingToken();
  expect(await tokenUser(fleet, before)).toBeUndefined();
  expect((await credentials('deliver', 'dev-shard', '--yes')).stderr).toContain('has another token than');
  await operator.push('prod');
  await operator.pull('dev');
  expect(await secretText(fleet, 'dev', TOKEN, 'token')).not.toBe(before);
  expect(await credentials('verify', 'dev-shard')).toMatchObject({ status: 0 });
});

test('the Secret goes with the ExternalSecret', async () => {
  const inKargo = ['-n', 'kargo'];
  await fleet.kubectl.run('dev-cluster', [...inKargo, 'delete', 'externalsecret', TOKEN, '--cascade=foreground']);
  await expect(secretText(fleet, 'dev', TOKEN, 'token')).rejects.toThrow('not found');
});
