import { Command } from 'commander';
import { Failed } from '../../lib/cli/failed';
import { run } from '../../lib/cli/run';
import type { Finding } from '../../lib/core/finding';

const finding = (severity: Finding['severity'], message: string): Finding => ({
  severity,
  id: 'some-id',
  message,
  fix: 'do better',
  where: { file: 'values.yaml', line: 3 },
});

/** What a command that throws prints to stderr, and its exit status. */
async function outcome(thrown: unknown): Promise<{ stderr: string; status: typeof process.exitCode }> {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const program = new Command().exitOverride().action(() => {
      throw thrown;
    });
    await run(program, ['node', 'cdk8s-kargo']);
    return { stderr: write.mock.calls.map(([text]) => text).join(''), status: process.exitCode };
  } finally {
    write.mockRestore();
    process.exitCode = undefined;
  }
}

const { DEBUG } = process.env;
beforeEach(() => {
  delete process.env.DEBUG;
});
afterAll(() => {
  if (DEBUG !== undefined) {
    process.env.DEBUG = DEBUG;
  }
});

test('findings are printed, errors first, without a trace, and the status is 1', async () => {
  expect(await outcome(new Failed([finding('warning', 'a'), finding('error', 'b')]))).toEqual({
    stderr:
      'values.yaml:3: error some-id: b\n    fix: do better\nvalues.yaml:3: warning some-id: a\n    fix: do better\n',
    status: 1,
  });
});

test('an internal error is one line, and the status is 1', async () => {
  expect(await outcome(new TypeError('x is not a function\nsecond line'))).toEqual({
    stderr: 'cdk8s-kargo: internal error: x is not a function (set DEBUG=1 for a trace)\n',
    status: 1,
  });
});

test('an internal error has its trace with env DEBUG', async () => {
  process.env.DEBUG = '1';
  const { stderr, status } = await outcome(new TypeError('x is not a function'));
  expect(stderr).toContain('cdk8s-kargo: internal error: TypeError: x is not a function\n    at ');
  expect(status).toBe(1);
});

test('an internal error may be anything', async () => {
  expect(await outcome('text')).toMatchObject({ stderr: expect.stringContaining('internal error: text'), status: 1 });
});
