import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareSync } from 'bcryptjs';
import { ROOT, temporaryFolder } from '../tools/app';
import { runCommand } from '../tools/in-process';

// What it does with clusters is in the end-to-end tests.
const run = (args: readonly string[], input?: string) =>
  runCommand(['admin-credentials', ...args], {
    cwd: ROOT,
    env: { KUBECONFIG: '/nowhere/kubeconfig' },
    ...(input !== undefined && { input }),
  });

function dist(controlPlane?: object): string {
  const folder = join(temporaryFolder(), 'dist');
  mkdirSync(folder);
  const clusters = [{ name: 'prod', kubeContext: 'prod' }];
  writeFileSync(join(folder, 'fleet.json'), JSON.stringify({ clusters, projects: [], shards: [], controlPlane }));
  return folder;
}

test.each([
  ['--output and --restart are given', ['--output', 'x', '--restart'], 'cannot be used with option'],
  ['--output and --rotate are given', ['--output', 'x', '--rotate'], 'cannot be used with option'],
  ['a password is an argument', ['hunter2'], 'too many arguments'],
])('the command line is wrong, and status 2 says so, when %s', async (_, args, message) => {
  const { status, stdout, stderr } = await run([...args, '--yes']);
  expect(stderr).toContain(message);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test.each<[string, readonly string[], string]>([
  ['there is no fleet.json', ['--dist', '/nowhere'], "there is no '/nowhere/fleet.json'"],
  ['the fleet has no control plane', ['--dist', dist()], 'the fleet has no control plane'],
  [
    'the control plane has no admin account',
    ['--dist', dist({ cluster: 'prod', namespace: 'kargo', version: '1.11.2' })],
    "the control plane in cluster 'prod' has no admin account that this fleet knows of",
  ],
  ['there is no kubeconfig', [], 'there is no kubeconfig at /nowhere/kubeconfig'],
])('fails with status 1, and without a trace, when %s', async (_, args, message) => {
  const { status, stdout, stderr } = await run([...args, '--yes']);
  expect(stderr).toContain(message);
  expect(stderr).toContain('\n    fix: ');
  expect(stderr).not.toMatch(/^\s+at /m);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
});

test('a password that is too short is refused without a word of it, before anybody is asked', async () => {
  const { status, stdout, stderr } = await run(['--password-stdin', '--output', '-'], 'hunter2\n');
  expect(stderr).toContain('the password has 7 characters, expected at least 12');
  expect(stdout + stderr).not.toContain('hunter2');
  expect(status).toBe(1);
});

test('--output needs no cluster: the Secret goes to a file, and the password to stdout', async () => {
  const path = join(temporaryFolder(), 'admin.yaml');
  const { status, stdout } = await run(['--yes', '--output', path, '--format', 'json']);
  expect(status).toBe(0);
  const { password, changes } = JSON.parse(stdout);
  const text = readFileSync(path, 'utf8');
  const encoded = /ADMIN_ACCOUNT_PASSWORD_HASH: (\S+)/.exec(text)?.[1] ?? '';
  expect(compareSync(password, Buffer.from(encoded, 'base64').toString())).toBe(true);
  expect(changes).toEqual([{ cluster: path, object: 'Secret kargo/kargo-admin', done: 'created' }]);
  expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  const again = await run(['--yes', '--output', path]);
  expect(again).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('is there already') });
});

test('refuses a file in the output folder of synth, of which no byte is written', async () => {
  const { status, stdout, stderr } = await run(['--yes', '--output', 'dist/prod/2-kargo/adm.yaml']);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain("'dist/prod/2-kargo/adm.yaml' would be in 'dist', the output folder of synth");
  expect(existsSync(join(ROOT, 'dist/prod/2-kargo/adm.yaml'))).toBe(false);
});

test('--output - is the Secret alone on stdout, and the password on stderr, and nobody is asked', async () => {
  const { status, stdout, stderr } = await run(['--output', '-']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^---\napiVersion: v1\nkind: Secret\n/);
  const [, password = ''] = /shown this once: (\S{24})\n/.exec(stderr) ?? [];
  expect(password).not.toBe('');
  expect(stdout).not.toContain(password);
});

test('a dry run shows no password', async () => {
  const { status, stdout, stderr } = await run(['--dry-run', '--output', '-', '--format', 'json']);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(JSON.parse(stderr)).toEqual({ dryRun: true, changes: [expect.objectContaining({ done: 'created' })] });
});
