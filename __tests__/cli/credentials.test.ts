import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenOf } from '../credentials/fake-kube';
import { ROOT, temporaryFolder } from '../tools/app';
import { runCommand } from '../tools/in-process';

// What it does with clusters is in the end-to-end tests; here it has none, or one that nothing listens for.
const TOKEN = tokenOf({ sub: 'system:serviceaccount:kube-system:admin' });

const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  runCommand(['credentials', ...args], { cwd: ROOT, env: { KUBECONFIG: '/nowhere/kubeconfig', ...env } });

/** A kubeconfig with a context for each cluster of the example fleet. */
function kubeconfig(cluster: object = { server: 'https://127.0.0.1:1' }, user: object = { token: TOKEN }): string {
  const path = join(temporaryFolder(), 'kubeconfig');
  const contexts = ['prod-cluster', 'dev-cluster'].map((name) => ({ name, context: { cluster: 'c', user: 'u' } }));
  const config = { apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'c', cluster }], users: [{ name: 'u', user }] };
  writeFileSync(path, JSON.stringify({ ...config, contexts }));
  return path;
}

describe('the command line is wrong, and status 2 says so, when', () => {
  test.each([
    ['no shard is named', ['deliver', '--yes'], 'no shard is named: name shards, or give --all'],
    ['no shard is named to verify', ['verify'], 'no shard is named'],
    ['shards are named, and all as well', ['renew', 'dev-shard', '--all'], 'shards are named, and --all is given'],
    ['a duration is none', ['renew', '--all', '--if-older-than', '12'], "expected a duration such as '12h'"],
    ['a duration is negative', ['renew', '--all', '--if-older-than', '-1h'], "expected a duration such as '12h'"],
    ['--context is without a cluster', ['verify', '--all', '--context', 'dev'], 'expected the name of a cluster'],
    ['--context is without a context', ['verify', '--all', '--context', 'dev='], 'expected the name of a cluster'],
    ['a format is unknown', ['verify', '--all', '--format', 'xml'], 'Allowed choices are text, json'],
    ['an option is that of another command', ['verify', '--all', '--yes'], "unknown option '--yes'"],
    ['a server is no URL', ['verify', '--all', '--server', 'prod:6443'], "expected a URL such as 'https://"],
    ['a server is one without TLS', ['verify', '--all', '--server', 'http://prod'], "expected a URL such as 'https://"],
    ['there is no such command', ['rotate'], "unknown command 'rotate'"],
  ])('%s', async (_, args, message) => {
    const { status, stdout, stderr } = await run(args);
    expect(stderr).toContain(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

describe('fails with status 1, and without a trace, when', () => {
  test.each<[string, readonly string[], string]>([
    ['there is no fleet.json', ['--dist', '/nowhere'], "there is no '/nowhere/fleet.json'"],
    ['the fleet has no such cluster', ['--context', 'devv=x'], "--context names cluster 'devv'"],
    ['there is no kubeconfig', [], 'there is no kubeconfig at /nowhere/kubeconfig'],
    ['there is none of that name', ['--kubeconfig', '/nowhere/else'], 'there is no kubeconfig at /nowhere/else'],
    ['nobody can be asked', ['--no-yes'], ''],
  ])('%s', async (_, options, message) => {
    const yes = options.includes('--no-yes') ? [] : ['--yes', ...options];
    const { status, stderr } = await run(['deliver', 'dev-shard', ...yes]);
    expect(stderr).toContain(message === '' ? 'nobody can be asked whether to deliver the credentials of' : message);
    expect(stderr).toContain('\n    fix: ');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(1);
  });

  test('the fleet has no such shard, and names the one that was meant', async () => {
    const { status, stderr } = await run(['verify', 'dev-shrad']);
    expect(stderr).toBe("error: the fleet has no shard 'dev-shrad'\n    fix: did you mean 'dev-shard'?\n");
    expect(status).toBe(1);
  });

  test.each<[string, string, string]>([
    ['is no YAML', `{ token: ${TOKEN}`, 'is no kubeconfig'],
    ['is a text', TOKEN, "has no context 'prod-cluster'"],
    ['is empty', '', 'is no kubeconfig'],
    ['has no such context', '{"contexts": [], "clusters": [], "users": []}', "has no context 'prod-cluster'"],
  ])('the kubeconfig %s', async (_, text, message) => {
    const path = join(temporaryFolder(), 'kubeconfig');
    writeFileSync(path, text);
    const { status, stderr } = await run(['deliver', 'dev-shard', '--yes', '--kubeconfig', path]);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/eyJ|^\s+at /m);
    expect(status).toBe(1);
  });

  test.each<[string, readonly string[], string]>([
    ['a context is not there', ['--context', 'prod=prod-clustr'], "did you mean 'prod-cluster'?"],
    [
      'of two contexts for a cluster the last is not there',
      ['--context', 'prod=dev-cluster', '--context', 'prod=x'],
      "no context 'x'",
    ],
    ['a server refuses the connection', [], 'https://127.0.0.1:1 cannot be reached: nothing listens there'],
  ])('%s', async (_, options, message) => {
    const { status, stderr } = await run(['deliver', 'dev-shard', '--yes', ...options], { KUBECONFIG: kubeconfig() });
    expect(stderr).toContain(message);
    expect(stderr).toContain('dev-shard: error: ');
    expect(stderr).not.toMatch(/eyJ|^\s+at /m);
    expect(status).toBe(1);
  });

  test.each<[string, object, object, string]>([
    [
      'a server could be anybody',
      { server: 'https://127.0.0.1:1', 'insecure-skip-tls-verify': true },
      { token: TOKEN },
      'does not verify the certificate of its server (insecure-skip-tls-verify)',
    ],
    [
      'the certificates of a server are not there',
      { server: 'https://127.0.0.1:1', 'certificate-authority': '/nowhere/ca.crt' },
      { token: TOKEN },
      "names file '/nowhere/ca.crt', which cannot be read",
    ],
    [
      'the program for the credential is not there',
      { server: 'https://127.0.0.1:1' },
      { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: '/nowhere/login' } },
      'gives no credential: ',
    ],
    ['a server has no URL', { server: 'nonsense' }, { token: TOKEN }, 'cannot be reached'],
  ])('%s', async (_, cluster, user, message) => {
    const { status, stderr } = await run(['deliver', 'dev-shard', '--yes'], { KUBECONFIG: kubeconfig(cluster, user) });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/eyJ|^\s+at |internal error/m);
    expect(status).toBe(1);
  });

  test.each(['--from-kubeconfig', '--from-context'])('%s is given, and no shard takes a kubeconfig', async (option) => {
    const { status, stderr } = await run(['deliver', 'dev-shard', '--yes', option, 'x']);
    expect(stderr).toContain(`${option} has no effect: 'dev-shard' does not have strategy existingKubeconfig`);
    expect(status).toBe(1);
  });

  test('--output is a file in the output folder of synth', async () => {
    const { status, stderr } = await run(['deliver', 'dev-shard', '--yes', '--output', 'dist/dev/token.yaml']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("would be in 'dist'") });
  });

  test('--output is given for several shards', async () => {
    const { status, stderr } = await run(['deliver', '--all', '--yes', '--output', 'x']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('takes the Secret of one shard') });
  });
});

test('goes on with the next shard when one fails, and tells both as JSON', async () => {
  const { status, stdout, stderr } = await run(['verify', '--all', '--format', 'json'], { KUBECONFIG: kubeconfig() });
  expect(JSON.parse(stdout)).toEqual({
    dryRun: false,
    shards: [
      {
        shard: 'dev-shard',
        error: { message: 'https://127.0.0.1:1 cannot be reached: nothing listens there', fix: expect.any(String) },
      },
      {
        shard: 'staging-shard',
        error: { message: "the kubeconfig has no context 'staging-cluster'", fix: expect.any(String) },
      },
    ],
  });
  expect(stdout + stderr).not.toContain('eyJ');
  expect(status).toBe(1);
});

test('--all of a fleet whose shards need no credentials is told, and no mistake', async () => {
  const dist = temporaryFolder();
  writeFileSync(join(dist, 'fleet.json'), JSON.stringify({ clusters: [], projects: [], shards: [] }));
  const ended = await run(['deliver', '--all', '--dist', dist, '--format', 'json']);
  expect(JSON.parse(ended.stdout)).toEqual({ dryRun: false, shards: [] });
  expect(ended).toMatchObject({ status: 0, stderr: 'no shard of the fleet needs credentials\n' });
});
