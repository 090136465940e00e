import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planText, type RemoveResult, removeJson } from '../../lib/cli/remove-format';
import { UserError } from '../../lib/core/user-error';
import { ROOT, temporaryFolder } from '../tools/app';
import { runCommand } from '../tools/in-process';

// What it does with clusters is in the end-to-end tests; here nothing listens for it.
const kubeconfig = join(temporaryFolder(), 'kubeconfig');

beforeAll(() => {
  const contexts = ['prod-cluster', 'dev-cluster'].map((name) => ({ name, context: { cluster: 'c', user: 'u' } }));
  const clusters = [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }];
  const users = [{ name: 'u', user: { token: 'x' } }];
  writeFileSync(kubeconfig, JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters, users, contexts }));
});

const run = (args: readonly string[]) =>
  runCommand(['remove', ...args], { cwd: ROOT, env: { KUBECONFIG: kubeconfig } });

const CONTROLLER = { cluster: 'dev', namespace: 'kargo', deployment: 'kargo-controller', version: '1.11.2' };

function dist(given: readonly object[]): string {
  const flags = { argocd: true, rollouts: false, runElsewhere: false, projects: [] };
  const shards = given.map((shard) => ({ ...flags, ...shard }));
  const folder = join(temporaryFolder(), 'dist');
  mkdirSync(folder);
  const clusters = ['prod', 'dev'].map((name) => ({ name, kubeContext: `${name}-cluster` }));
  const controlPlane = { cluster: 'prod', namespace: 'kargo', version: '1.11.2' };
  writeFileSync(join(folder, 'fleet.json'), JSON.stringify({ clusters, projects: [], shards, controlPlane }));
  return folder;
}

test.each([
  ['no shard is named', [], "missing required argument 'shard'"],
  ['two shards are named', ['a', 'b'], 'too many arguments'],
  ['a duration is none', ['a', '--timeout', '2'], "expected a duration such as '60s'"],
])('the command line is wrong, and status 2 says so, when %s', async (_, args, message) => {
  const { status, stdout, stderr } = await run(args);
  expect(stderr).toContain(message);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test.each<[string, readonly string[], string]>([
  ['there is no fleet.json', ['dev-shard', '--dist', '/nowhere'], "there is no '/nowhere/fleet.json'"],
  ['a name can be none of a shard', ['Dev/..'], "'Dev/..' cannot be a shard"],
  [
    "a shard is run by the control plane's own controller",
    ['own', '--dist', dist([{ name: 'own', projects: [] }])],
    "shard 'own' is run by the control plane's own controller",
  ],
  [
    'nobody knows what is in the cluster of the shard',
    ['a', '--dist', dist([{ name: 'a', serviceAccount: 'kargo-controller-a', controller: CONTROLLER }])],
    'which says what is in cluster',
  ],
  ['the cluster of the shard cannot be reached', ['dev-shard'], "or give --skip-cluster to leave cluster 'dev' alone"],
  ["the control plane's cluster cannot be reached", ['dev-shard', '--skip-cluster'], 'nothing listens there'],
])('fails with status 1, and without a trace, when %s', async (_, args, message) => {
  const { status, stdout, stderr } = await run([...args, '--yes']);
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(message);
  expect(stderr).toContain('\n    fix: ');
  expect(stderr).not.toMatch(/^\s+at /m);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
});

const ref = { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'kargo', name: 'sa' };
const result: RemoveResult = {
  shard: 'dev',
  dryRun: true,
  edits: ['take out the Shard'],
  blockers: { named: [], running: [] },
  steps: [{ cluster: 'prod', ref, why: 'who the controller was' }],
  stays: ['Namespace kargo in dev'],
  changes: [],
};

test('a plan says what is deleted, what to edit, and what stays', () => {
  expect(planText(result)).toBe(`there is of shard 'dev', and is deleted in this order:
  ServiceAccount kargo/sa in prod (who the controller was)
to be done in main.ts, so that nothing makes it again:
  take out the Shard
stays:
  Namespace kargo in dev`);
  expect(planText({ ...result, steps: [], edits: [], stays: [] })).toBe(
    "nothing is there of shard 'dev' that could be deleted",
  );
});

test('as JSON it says the same, and what went wrong', () => {
  expect(JSON.parse(removeJson({ ...result, error: new UserError('no', 'try') }))).toEqual({
    shard: 'dev',
    dryRun: true,
    edits: ['take out the Shard'],
    blockers: { named: [], running: [] },
    plan: [{ cluster: 'prod', object: 'ServiceAccount kargo/sa' }],
    stays: ['Namespace kargo in dev'],
    changes: [],
    error: { message: 'no', fix: 'try' },
  });
});
