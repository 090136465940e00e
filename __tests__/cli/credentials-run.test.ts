import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCredentials } from '../../lib/cli/credentials-run';
import { chosenShards, targetOf } from '../../lib/cli/targets';
import { KubeError } from '../../lib/kube/error';
import { IDENTITY, LASTING, lastingSecret, STATIC, target } from '../credentials/targets';
import { temporaryFolder } from '../tools/app';

jest.mock('../../lib/cli/targets', () => ({ chosenShards: jest.fn(), targetOf: jest.fn() }));

afterEach(() => jest.restoreAllMocks());

/** Runs a command for one shard, and says what it printed. */
async function run(command: 'deliver' | 'renew' | 'revoke', on: ReturnType<typeof target>, options: object = {}) {
  const dist = temporaryFolder();
  writeFileSync(join(dist, 'fleet.json'), JSON.stringify({ clusters: [], projects: [], shards: [] }));
  jest.mocked(chosenShards).mockReturnValue([on.shard]);
  jest.mocked(targetOf).mockResolvedValue(on);
  const [stdout, stderr] = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockReturnValue(true),
  );
  const given = { dist, context: new Map(), format: 'text' as const, yes: true, ...options };
  const status = await runCredentials(command, ['dev-shard'], given);
  const textOf = (spy: typeof stdout) => (spy?.mock.calls ?? []).map(([text]) => String(text)).join('');
  return { status, stdout: textOf(stdout), stderr: textOf(stderr) };
}

test('what was changed before something failed is told too', async () => {
  const on = target({ credentials: STATIC });
  on.home.with(lastingSecret(on.home));
  on.home.fails = (call) =>
    call === `delete ServiceAccount kargo/${IDENTITY}` ? new KubeError('forbidden', 'no', 'ask') : undefined;
  const { status, stdout, stderr } = await run('revoke', on);
  expect(status).toBe(1);
  expect(stdout).toBe(`dev-shard: Secret kargo/${LASTING} in prod deleted\n`);
  expect(stderr).toMatch(/^dev-shard: error: no; ServiceAccount kargo\/kargo-controller-dev-shard is still there/);
});

describe('where the kubeconfig is not there that names the token', () => {
  const waits = "it is not there, and the controller's pod waits for it: apply dist/dev/2-kargo";

  test.each(['deliver', 'renew'] as const)('%s says so', async (command) => {
    const { status, stdout } = await run(command, target());
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining(waits) });
  });

  test('deliver --output does not know', async () => {
    const { stdout, stderr } = await run('deliver', target(), { output: join(temporaryFolder(), 'secret.yaml') });
    expect(stdout + stderr).not.toContain(waits);
  });
});

test('what came of a shard is told before the next one is begun', async () => {
  const dist = temporaryFolder();
  writeFileSync(join(dist, 'fleet.json'), JSON.stringify({ clusters: [], projects: [], shards: [] }));
  const first = target();
  const names = ['first', 'second'];
  jest.mocked(chosenShards).mockReturnValue(names.map((name) => ({ ...first.shard, name })));
  const out: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const toldBefore: number[] = [];
  jest.mocked(targetOf).mockImplementation(async (_, { name }) => {
    toldBefore.push(out.length);
    if (name === 'second') {
      throw new KubeError('unreachable', 'gone', 'wait');
    }
    return { ...first, credentials: STATIC };
  });
  const status = await runCredentials('revoke', names, { dist, context: new Map(), format: 'text', dryRun: true });
  expect(status).toBe(1);
  expect(toldBefore[0]).toBe(0);
  expect(toldBefore[1]).toBeGreaterThan(0);
  expect(out[0]).toMatch(/^first: /);
});
