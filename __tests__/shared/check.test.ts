import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../tools/in-process';

const EXAMPLES = join(__dirname, '../../../shared/examples');
const present = existsSync(EXAMPLES);
const suite = present ? describe : describe.skip;

suite(`the check command on the seed pipelines${present ? '' : ' (skipped: there is no ../shared)'}`, () => {
  const check = (...args: string[]) =>
    runCommand(['check', 'seed-pipelines', '--format', 'json', ...args], { cwd: EXAMPLES });
  const ids = (stdout: string): string[] =>
    (JSON.parse(stdout) as { findings: { id: string }[] }).findings.map(({ id }) => id);

  // What else is found there are its owner's mistakes, which tests of the checks that find them name.
  const REFERENCES =
    /^(shard|default|freight|warehouse|stage|project|promotion-task|object|name|yaml|path|file|link|secret|role)-/;

  test.each([
    ['as they are', []],
    ['with all their shards', ['--shards', 'dev-shard,staging-shard']],
    ['as all that there is', ['--shards', 'dev-shard,staging-shard', '--assume', 'complete']],
  ])('no reference, name or shard is called wrong, %s', async (_, args) => {
    const { stdout, stderr } = await check(...args);
    expect(ids(stdout).filter((id) => REFERENCES.test(id))).toEqual([]);
    expect(stderr).toContain('15 objects in 14 files: ');
  });

  test('its owner wrote three subscriptions of an old Kargo, and a variable that only callers set; three Warehouses drift', async () => {
    const counts = new Map<string, number>();
    for (const id of ids((await check()).stdout)) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({
      'subscription-invalid': 3,
      'variable-undeclared': 1,
      'admission-drift': 3,
    });
  });

  test('Stages on a shard that is not given are told, and what has no shard where nothing handles it', async () => {
    const found = ids((await check('--shards', 'dev-shard', '--no-default-controller')).stdout);
    expect(found.filter((id) => id === 'shard-undeclared')).toHaveLength(3);
    expect(found.filter((id) => id === 'default-missing')).toHaveLength(1);
  });
});
