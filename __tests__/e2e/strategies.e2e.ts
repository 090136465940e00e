import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ControlPlane, Credentials, Fleet, Shard, ShardController } from '../../lib';
import { cdk8sKargo, type Outcome } from './tools/command';
import { kubeconfigOf } from './tools/control-plane';
import { TestFleet } from './tools/fleet';
import { secretText, tokenUser } from './tools/tokens';

let fleet: TestFleet;
let dist: string;

/** A fleet whose shards prove who they are in every other way, all in one cluster. */
function synthesise(server: string): void {
  const written = new Fleet({ outdir: dist });
  const prod = written.addCluster('prod', { kubeContext: 'prod-cluster', server });
  const dev = written.addCluster('dev', { kubeContext: 'dev-cluster' });
  const shards = ['static', 'brought', 'owned'].map((name) => new Shard(`${name}-shard`));
  const controlPlane = new ControlPlane(prod, 'kargo', { shards });
  const credentials = [
    Credentials.staticToken(),
    Credentials.existingSecret('brought-kubeconfig'),
    Credentials.existingKubeconfig({ context: 'mine' }),
  ];
  shards.forEach((shard, i) => {
    new ShardController(dev, shard.name, {
      controlPlane,
      shard,
      controllerId: shard.name,
      credentials: credentials[i],
    });
  });
  written.synth();
}

const credentials = (...args: string[]): Promise<Outcome> =>
  cdk8sKargo(fleet.kubeconfig, ['credentials', ...args, '--dist', dist]);

const IDENTITY = 'kargo-controller-static-shard';
const LASTING = 'kargo-controller-static-shard-token';

async function uidOf(kind: string, name: string): Promise<string> {
  const { metadata } = await fleet.kubectl.json<{ metadata: { uid: string } }>('prod-cluster', [
    ...['-n', 'kargo', 'get', kind, name],
  ]);
  return metadata.uid;
}

/** Applies the identity and the Secret of its token again and again, as a tool for GitOps does that heals. */
function heal() {
  const files = readdirSync(join(dist, 'prod', '2-kargo')).filter(
    (file) => file.endsWith(`ServiceAccount_kargo_${IDENTITY}.yaml`) || file.endsWith(`Secret_kargo_${LASTING}.yaml`),
  );
  expect(files).toHaveLength(2);
  let done = false;
  const loop = (async () => {
    while (!done) {
      await Promise.all(files.map((file) => fleet.apply('prod', join('2-kargo', file), dist).catch(() => undefined)));
    }
  })();
  return {
    /** Once more after that, so that nothing is left as it was in between. */
    end: async () => {
      done = true;
      await loop;
      await Promise.all(files.map((file) => fleet.apply('prod', join('2-kargo', file), dist)));
    },
  };
}

beforeAll(async () => {
  fleet = await TestFleet.start();
  dist = join(fleet.folder, 'dist');
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  synthesise(fleet.cluster('prod').server);
  expect(stderr.mock.calls.join('')).toContain("the token of shard 'static-shard' never ends");
  stderr.mockRestore();
  await fleet.apply('prod', '1-crds', dist);
  await fleet.apply('prod', '2-kargo', dist);
  await fleet.apply('dev', '2-kargo', dist);
});
afterAll(() => fleet?.stop());

describe('staticToken', () => {
  const secret = 'kargo-controlplane-token-static-shard';

  test('delivers the token that never ends, and it works', async () => {
    const { status, stdout } = await credentials('deliver', 'static-shard', '--yes');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('token that never expires') });
    const token = await secretText(fleet, 'dev', secret, 'token');
    expect(await tokenUser(fleet, token)).toBe('system:serviceaccount:kargo:kargo-controller-static-shard');
    expect(await credentials('verify', 'static-shard')).toMatchObject({ status: 0 });
  });

  test('revoke ends it', async () => {
    const token = await secretText(fleet, 'dev', secret, 'token');
    expect(await credentials('revoke', 'static-shard', '--yes')).toMatchObject({ status: 0 });
    expect(await tokenUser(fleet, token)).toBeUndefined();
    const { status, stderr } = await credentials('verify', 'static-shard');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining('does not accept the credential'),
    });
  });

  test('applying again, as GitOps does at once, does not make the same token good again', async () => {
    const token = await secretText(fleet, 'dev', secret, 'token');
    await fleet.apply('prod', '2-kargo', dist);
    const { status, stdout } = await credentials('deliver', 'static-shard', '--yes');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('replaced') });
    expect(await tokenUser(fleet, token)).toBeUndefined();
    expect(await credentials('verify', 'static-shard')).toMatchObject({ status: 0 });
  });

  test('revoke ends it for good also while GitOps makes at once what is deleted', async () => {
    const token = await secretText(fleet, 'dev', secret, 'token');
    const [identity, made] = await Promise.all([uidOf('serviceaccount', IDENTITY), uidOf('secret', LASTING)]);
    const healing = heal();
    const { status, stdout, stderr } = await credentials('revoke', 'static-shard', '--yes');
    await healing.end();
    expect({ status, stdout, stderr }).toMatchObject({ status: 0, stdout: expect.stringContaining('are refused') });
    expect(await uidOf('serviceaccount', IDENTITY)).not.toBe(identity);
    expect(await uidOf('secret', LASTING)).not.toBe(made);
    expect(await tokenUser(fleet, token)).toBeUndefined();
    const { stdout: delivered } = await credentials('deliver', 'static-shard', '--yes');
    expect(delivered).toContain('replaced');
    expect(await tokenUser(fleet, token)).toBeUndefined();
    expect(await credentials('verify', 'static-shard')).toMatchObject({ status: 0 });
  });
});

describe('existingKubeconfig', () => {
  test('makes the Secret from one context of the owner’s kubeconfig', async () => {
    const token = await fleet.kubectl.run('prod-cluster', [
      '-n',
      'kargo',
      'create',
      'token',
      'kargo-controller-owned-shard',
    ]);
    const prod = fleet.cluster('prod');
    const user = { name: 'prod', user: { token: token.trim() } };
    const context = { name: 'mine', context: { cluster: 'prod', user: 'prod' } };
    const path = join(fleet.folder, 'own');
    const mine = { context: 'mine', kubeconfig: { ...prod.kubeconfig, user, context } };
    writeFileSync(path, kubeconfigOf([fleet.cluster('dev'), mine]), { mode: 0o600 });
    const { status, stdout } = await credentials('deliver', 'owned-shard', '--yes', '--from-kubeconfig', path);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringContaining("user 'system:serviceaccount:kargo:kargo-controller-owned-shard'"),
    });
    const text = await secretText(fleet, 'dev', 'kargo-controlplane-kubeconfig-owned-shard', 'kubeconfig.yaml');
    expect(text).not.toContain(fleet.cluster('dev').server);
    expect(await credentials('verify', 'owned-shard')).toMatchObject({ status: 0 });
  });

  test('asks for the kubeconfig', async () => {
    const { status, stderr } = await credentials('deliver', 'owned-shard', '--yes');
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('name it by --from-kubeconfig') });
  });
});

describe('existingSecret', () => {
  test('is left to its owner', async () => {
    const { status, stderr } = await credentials('deliver', 'brought-shard', '--yes');
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('(existingSecret)') });
  });

  test('is verified all the same', async () => {
    const { status, stderr } = await credentials('verify', 'brought-shard');
    expect(status).toBe(1);
    expect(stderr).toContain("Secret kargo/brought-kubeconfig is not in cluster 'dev'");
  });
});
