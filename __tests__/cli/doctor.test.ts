import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, temporaryFolder } from '../tools/app';
import { runCommand } from '../tools/in-process';

// What it does with clusters is in the end-to-end tests; here nothing listens for it.

const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  runCommand(['doctor', ...args], { cwd: ROOT, env: { KUBECONFIG: '/nowhere/kubeconfig', ...env } });

/** A kubeconfig with a context for each cluster of the example fleet, at which nothing listens. */
function kubeconfig(): string {
  const path = join(temporaryFolder(), 'kubeconfig');
  const contexts = ['prod', 'dev', 'staging'].map((name) => ({
    name: `${name}-cluster`,
    context: { cluster: 'c', user: 'u' },
  }));
  const clusters = [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }];
  const users = [{ name: 'u', user: { token: 'x' } }];
  writeFileSync(path, JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters, users, contexts }));
  return path;
}

describe('fails with status 2, since nothing could be found out, when', () => {
  test.each<[string, readonly string[], string]>([
    ['there is no fleet.json', ['--dist', '/nowhere'], "there is no '/nowhere/fleet.json'"],
    ['the fleet has no such cluster', ['--context', 'devv=x'], "--context names cluster 'devv'"],
    ['there is no kubeconfig', [], 'there is no kubeconfig at /nowhere/kubeconfig'],
    ['a timeout is none', ['--timeout', '30'], "expected a duration of a second or more, such as '30s'"],
    ['a timeout is nothing', ['--timeout', '0s'], 'expected a duration of a second or more'],
    ['a format is unknown', ['--format', 'xml'], 'Allowed choices are text, json'],
    ['a shard is named', ['dev-shard'], 'too many arguments'],
  ])('%s', async (_, args, message) => {
    const { status, stdout, stderr } = await run(args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test('a file of dist is no YAML', async () => {
    const dist = temporaryFolder();
    const fleet = { clusters: [{ name: 'prod', kubeContext: 'prod' }], projects: [], shards: [] };
    writeFileSync(join(dist, 'fleet.json'), JSON.stringify(fleet));
    writeFileSync(join(dist, 'prod'), 'a: [');
    const { status, stderr } = await run(['--dist', dist, '--kubeconfig', kubeconfig()]);
    expect(stderr).toContain('error: what synth wrote cannot be read: ');
    expect(stderr).toContain("\n    fix: run 'npx cdk8s synth' again");
    expect(status).toBe(2);
  });
});

describe('where no cluster can be reached', () => {
  test('each is an error, with status 1', async () => {
    const { status, stdout, stderr } = await run(['--kubeconfig', kubeconfig()]);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('error  dev      cluster-unreachable');
    expect(lines[1]).toBe('    nothing is known of it: https://127.0.0.1:1 cannot be reached: nothing listens there');
    expect(lines[2]).toBe('    fix: check the address and the network');
    expect(stdout).toContain('\nnot known of staging: everything: https://127.0.0.1:1 cannot be reached');
    expect(lines.at(-2)).toBe('3 errors: 3 clusters, 0 answers, 3 missing');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });

  test('--format json says the same', async () => {
    const { status, stdout } = await run(['--kubeconfig', kubeconfig(), '--format', 'json']);
    const { healthy, findings, missing } = JSON.parse(stdout) as {
      healthy: boolean;
      findings: object[];
      missing: object[];
    };
    expect({ status, healthy }).toEqual({ status: 1, healthy: false });
    expect(findings).toHaveLength(3);
    expect(missing).toHaveLength(3);
  });
});
