import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from 'bcryptjs';
import { cdk8sKargo } from './tools/command';
import { TestFleet } from './tools/fleet';
import { secretText } from './tools/tokens';

let fleet: TestFleet;
const admin = (...args: string[]) => cdk8sKargo(fleet.kubeconfig, ['admin-credentials', ...args]);
const prod = (...args: string[]) => fleet.kubectl.run('prod-cluster', ['-n', 'kargo', ...args]);
const hash = () => secretText(fleet, 'prod', 'kargo-admin', 'ADMIN_ACCOUNT_PASSWORD_HASH');
const key = () => secretText(fleet, 'prod', 'kargo-admin', 'ADMIN_ACCOUNT_TOKEN_SIGNING_KEY');
const shown = (text: string) => /shown this once: (\S+)/.exec(text)?.[1] ?? '';
const restartedAt = async () =>
  (await prod('get', 'deployment', 'kargo-api', '-o', 'jsonpath={.spec.template.metadata.annotations}')).match(
    /"kubectl\.kubernetes\.io\/restartedAt":"([^"]+)"/,
  )?.[1];

beforeAll(async () => {
  fleet = await TestFleet.start();
});
afterAll(() => fleet?.stop());

test('fails where nothing has been applied, and says what to apply', async () => {
  const { status, stdout, stderr } = await admin('--yes');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain("Namespace 'kargo' is not in cluster 'prod'");
  expect(stderr).toContain('fix: apply dist/prod/2-kargo');
  await fleet.apply('prod', '2-kargo/00_Namespace_kargo.yaml');
  await fleet.apply('prod', '2-kargo/50_Deployment_kargo_kargo-api.yaml');
});

test('a dry run makes nothing, and shows no password', async () => {
  const { status, stdout } = await admin('--dry-run');
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'Secret kargo/kargo-admin in prod would be created\n' });
  await expect(hash()).rejects.toThrow('not found');
});

test('asks first, and where nobody can be asked makes nothing', async () => {
  const { status, stderr } = await admin();
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('fix: give --yes') });
  await expect(hash()).rejects.toThrow('not found');
});

test('makes the Secret that the API server names, whose hash is that of the password shown', async () => {
  const { status, stdout } = await admin('--yes');
  expect(status).toBe(0);
  const password = shown(stdout);
  expect(password).toMatch(/^[A-Za-z2-9]{24}$/);
  expect(await hash()).toMatch(/^\$2[aby]\$10\$/);
  expect(await compare(password, await hash())).toBe(true);
  expect(Buffer.from(await key(), 'base64')).toHaveLength(32);
  const named = await prod('get', 'deployment', 'kargo-api', '-o', 'jsonpath={..envFrom[*].secretRef.name}');
  expect(named).toBe('kargo-admin');
});

test('refuses to replace it unless told to, and says what that ends', async () => {
  const before = await hash();
  const { status, stdout, stderr } = await admin('--yes');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('give --rotate for a new password: once the API server restarts');
  expect(await hash()).toBe(before);
});

describe('--rotate', () => {
  test('replaces password and key, and says how to restart the API server', async () => {
    const before = { hash: await hash(), key: await key() };
    const { status, stdout } = await admin('--rotate', '--yes');
    expect(status).toBe(0);
    expect(stdout).toContain('replaced: once the API server restarts, the former password is refused');
    expect(stdout).toContain('kubectl --context prod-cluster -n kargo rollout restart deployment kargo-api');
    expect(await compare(shown(stdout), await hash())).toBe(true);
    expect(await hash()).not.toBe(before.hash);
    expect(await key()).not.toBe(before.key);
    expect(await restartedAt()).toBeUndefined();
  });

  test('--restart restarts it, and nothing else of it changes', async () => {
    const image = await prod('get', 'deployment', 'kargo-api', '-o', 'jsonpath={..image}');
    const { status, stdout } = await admin('--rotate', '--restart', '--yes', '--format', 'json');
    expect(status).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ changes: [{ done: 'replaced' }, { done: 'restarted' }] });
    expect(await compare(result.password, await hash())).toBe(true);
    expect(Date.parse((await restartedAt()) ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(await prod('get', 'deployment', 'kargo-api', '-o', 'jsonpath={..image}')).toBe(image);
  });

  test('shows the password also where the API server cannot be restarted', async () => {
    await prod('delete', 'deployment', 'kargo-api');
    const { status, stdout, stderr } = await admin('--rotate', '--restart', '--yes');
    expect(status).toBe(1);
    expect(await compare(shown(stdout), await hash())).toBe(true);
    expect(stderr).toContain('change Deployment kargo/kargo-api');
  });
});

test('--password-stdin takes a password of its owner, and does not show it', async () => {
  const args = ['admin-credentials', '--rotate', '--password-stdin', '--yes'];
  const { status, stdout, stderr } = await cdk8sKargo(fleet.kubeconfig, args, 'correct horse battery\n');
  expect(status).toBe(0);
  expect(stdout + stderr).not.toContain('correct horse');
  expect(await compare('correct horse battery', await hash())).toBe(true);
});

test('refuses a Secret that somebody else made', async () => {
  await prod('delete', 'secret', 'kargo-admin');
  await prod('create', 'secret', 'generic', 'kargo-admin', '--from-literal=ADMIN_ACCOUNT_PASSWORD_HASH=theirs');
  const { status, stdout, stderr } = await admin('--rotate', '--yes');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('is there already, and is managed by kubectl');
  expect(await hash()).toBe('theirs');
});

describe('--output', () => {
  test('writes a new file that only its owner can read, and nothing into the cluster', async () => {
    const path = join(fleet.folder, 'admin.yaml');
    const { status, stdout } = await admin('--yes', '--output', path);
    expect(status).toBe(0);
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    expect(readFileSync(path, 'utf8')).not.toContain(shown(stdout));
    expect(await hash()).toBe('theirs');
    await prod('apply', '--server-side', '--force-conflicts', '-f', path);
    expect(await compare(shown(stdout), await hash())).toBe(true);
  });

  test('- is stdout with nothing else on it, and the password goes to stderr', async () => {
    const { status, stdout, stderr } = await admin('--yes', '--output', '-');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^---\napiVersion: v1\nkind: Secret\n/);
    const args = ['-n', 'kargo', 'apply', '--server-side', '--force-conflicts', '-f', '-'];
    await fleet.kubectl.run('prod-cluster', args, stdout);
    expect(await compare(shown(stderr), await hash())).toBe(true);
  });
});
