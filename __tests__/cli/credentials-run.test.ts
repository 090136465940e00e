import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCredentials } from '../../lib/cli/credentials-run';
import { chosenShards, targetOf } from '../../lib/cli/targets';
import { KubeError } from '../../lib/kube/error';
import { STATIC, target } from '../credentials/targets';
import { temporaryFolder } from '../tools/app';

jest.mock('../../lib/cli/targets', () => ({ chosenShards: jest.fn(), targetOf: jest.fn() }));

afterEach(() => jest.restoreAllMocks());

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
