import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ControlPlane, Credentials, Fleet, Shard, ShardController } from '../../lib';
import { valueAt } from '../../lib/core/values';
import { parseYaml } from '../../lib/core/yaml';
import { cdk8sKargo, type Outcome } from './tools/command';
import { FINALIZERS, StandInOperator } from './tools/external-secrets';
import { TestFleet } from './tools/fleet';
import { filledToken, secretText, tokenUser } from './tools/tokens';

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

/** What doctor says of the two objects that the operator works on, and of what it brings. */
async function doctor(): Promise<{ readonly id: string; readonly message: string; readonly fix: string }[]> {
  const args = ['doctor', '--format', 'json', '--dist', dist];
  const { stdout } = await cdk8sKargo(fleet.kubeconfig, args);
  const { findings } = JSON.parse(stdout) as {
    findings: { id: string; object?: string; message: string; fix: string }[];
  };
  return findings
    .filter(({ object = '' }) => /^(PushSecret|ExternalSecret) |^Secret .*-token$/.test(object))
    .map(({ id, message, fix }) => ({ id, message, fix }));
}

/** An object as it is in the cluster. */
const got = (cluster: string, kind: string, name: string) =>
  fleet.kubectl.json<{ metadata: { finalizers: string[] }; spec: object }>(`${cluster}-cluster`, [
    ...['-n', 'kargo', 'get', kind, name],
  ]);

/** The `spec` of the only object of a kind that synth wrote for a cluster. */
function written(cluster: string, kind: string): unknown {
  const folder = join(dist, cluster, '2-kargo');
  const file = readdirSync(folder).find((name) => name.includes(`_${kind}_`)) ?? '';
  return valueAt(parseYaml(readFileSync(join(folder, file), 'utf8'), file).documents[0]?.value, ['spec']);
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
  await filledToken(fleet, LASTING);
  const { status, stderr } = await credentials('deliver', 'dev-shard', '--yes');
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining(`Secret kargo/${TOKEN} in cluster 'dev' is not there yet`),
  });
  expect(stderr).toContain(`PushSecret kargo/${LASTING} in cluster 'prod' and of ExternalSecret kargo/${TOKEN}`);
});

test('verify and doctor say what the operator says, as long as the token has not arrived', async () => {
  await operator.pull('dev');
  const says = `ExternalSecret kargo/${TOKEN} in cluster 'dev' is not ready: could not get secret data from provider`;
  const { status, stderr } = await credentials('verify', 'dev-shard');
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(says) });
  expect(stderr).not.toContain('credentials deliver');
  const findings = await doctor();
  expect(findings.map(({ id }) => id).toSorted()).toEqual(['pull-not-ready', 'push-not-ready', 'token-missing']);
  expect(JSON.stringify(findings)).not.toContain('credentials deliver');
});

test('what the operator brings, as the manifests tell it to, works', async () => {
  await operator.push('prod');
  await operator.pull('dev');
  const token = await secretText(fleet, 'dev', TOKEN, 'token');
  expect(await tokenUser(fleet, token)).toBe('system:serviceaccount:kargo:kargo-controller-dev-shard');
  const { status, stdout } = await credentials('verify', 'dev-shard');
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('may do what it needs') });
});

test('what the cluster has then is what synth wrote, also after the operator has updated it', async () => {
  const push = await got('prod', 'pushsecret', LASTING);
  const pull = await got('dev', 'externalsecret', TOKEN);
  expect([...push.metadata.finalizers, ...pull.metadata.finalizers]).toEqual([FINALIZERS.push, FINALIZERS.pull]);
  expect(push.spec).toEqual(written('prod', 'PushSecret'));
  // A default that only some releases have.
  const known = JSON.parse(JSON.stringify(pull.spec), (key, value) => (key === 'nullBytePolicy' ? undefined : value));
  expect(known).toEqual(written('dev', 'ExternalSecret'));
  expect(await doctor()).toEqual([]);
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
    stdout: expect.stringMatching(/ in prod ended: they are refused/),
  });
  expect(await tokenUser(fleet, before)).toBeUndefined();
  expect((await credentials('verify', 'dev-shard')).stderr).toContain('does not accept the credential');
  expect((await credentials('deliver', 'dev-shard', '--yes')).stderr).toContain('apply dist/prod/2-kargo');
  await operator.push('prod');
  expect(operator.size).toBe(0);
  expect((await doctor()).map(({ id }) => id)).toEqual(
    expect.arrayContaining(['object-missing', 'push-not-ready', 'token-refused']),
  );

  await fleet.apply('prod', '2-kargo', dist);
  await filledToken(fleet, LASTING);
  expect(await tokenUser(fleet, before)).toBeUndefined();
  expect((await credentials('deliver', 'dev-shard', '--yes')).stderr).toContain('has another token than');
  await operator.push('prod');
  await operator.pull('dev');
  expect(await secretText(fleet, 'dev', TOKEN, 'token')).not.toBe(before);
  expect(await credentials('verify', 'dev-shard')).toMatchObject({ status: 0 });
});

test('remove waits for the operator, and says so', async () => {
  const removing = cdk8sKargo(fleet.kubeconfig, ['remove', 'dev-shard', '--yes', '--timeout', '2s', '--dist', dist]);
  const { status, stderr } = await removing;
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(FINALIZERS.pull) });
  expect(stderr).toContain('see whether External Secrets Operator runs');
  await operator.pull('dev');
  await fleet.kubectl.run('dev-cluster', ['-n', 'kargo', 'wait', '--for=delete', `secret/${TOKEN}`, '--timeout=30s']);
});
