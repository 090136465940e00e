import { printResults, type ShardResult } from '../../lib/cli/credentials-format';
import { UserError } from '../../lib/core/user-error';

/** What is written to stdout and to stderr. */
function printed(results: readonly ShardResult[], options: Partial<Parameters<typeof printResults>[1]> = {}) {
  const [out, err] = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation(() => true),
  );
  printResults(results, { format: 'text', dryRun: false, ...options });
  const written = [out, err].map((spy) => spy?.mock.calls.map(([text]) => String(text)).join(''));
  jest.restoreAllMocks();
  return { stdout: written[0], stderr: written[1] };
}

const changed: ShardResult = {
  shard: 'dev-shard',
  changes: [
    { cluster: 'prod', object: 'Secret kargo/a', done: 'unchanged' },
    { cluster: 'dev', object: 'Secret kargo/b', done: 'replaced', detail: 'token until 2026' },
  ],
};
const failed: ShardResult = { shard: 'eu', error: new UserError('it is gone', 'look for it') };
const right = { server: 'https://prod', user: 'me', asked: 7, problems: [] };

test('each change is a line', () => {
  expect(printed([changed])).toEqual({
    stdout:
      'dev-shard: Secret kargo/a in prod unchanged\ndev-shard: Secret kargo/b in dev replaced: token until 2026\n',
    stderr: '',
  });
});

test('a dry run says what would be', () => {
  expect(printed([changed], { dryRun: true }).stdout).toBe(
    'dev-shard: Secret kargo/a in prod unchanged\ndev-shard: Secret kargo/b in dev would be replaced: token until 2026\n',
  );
});

test('what went wrong goes to stderr, with what to do', () => {
  expect(printed([failed, changed])).toEqual({
    stdout: expect.stringContaining('dev-shard'),
    stderr: 'eu: error: it is gone\n    fix: look for it\n',
  });
});

test('a credential that is right is a line', () => {
  expect(printed([{ shard: 's', verification: right }]).stdout).toBe(
    "s: 'me' at https://prod may do what it needs, and nothing that it must not (7 questions)\n",
  );
});

test('each problem of a credential is a line', () => {
  const verification = { ...right, problems: ['it may not a', 'it may b, and must not'] };
  expect(printed([{ shard: 's', verification }]).stdout).toBe(
    "s: 'me' at https://prod\n  error: it may not a\n  error: it may b, and must not\n",
  );
});

test('JSON has all of it in one value', () => {
  const { stdout = '', stderr } = printed([changed, failed, { shard: 's', verification: right }], { format: 'json' });
  expect(JSON.parse(stdout)).toEqual({
    dryRun: false,
    shards: [
      { shard: 'dev-shard', changes: changed.changes },
      { shard: 'eu', error: { message: 'it is gone', fix: 'look for it' } },
      { shard: 's', verification: right },
    ],
  });
  expect(stderr).toBe('');
});

test.each(['text', 'json'] as const)('leaves stdout to something else when it is told to (%s)', (format) => {
  const { stdout, stderr } = printed([changed], { format, quiet: true });
  expect(stdout).toBe('');
  expect(stderr).toContain('Secret kargo/b');
});
