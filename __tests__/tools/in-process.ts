import { Readable } from 'node:stream';
import { createProgram } from '../../lib/cli/program';
import { run } from '../../lib/cli/run';
import type { Ended, RunOptions } from './command';

/** Runs the package's command in the process of the test: many times as fast as a process of its own. */
export function runCommand(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return inProcess(() => run(createProgram(), ['node', 'cdk8s-kargo', ...args]), options);
}

/** Gives an action streams, environment, folder and exit status of its own, as if it were a process. */
export async function inProcess(action: () => unknown, options: RunOptions = {}): Promise<Ended> {
  const { cwd, input = '', env = {} } = options;
  const before = { cwd: process.cwd(), env: { ...process.env }, exitCode: process.exitCode };
  const stdin = jest.spyOn(process, 'stdin', 'get').mockReturnValue(standardInput(input));
  const stdout = captured(process.stdout);
  const stderr = captured(process.stderr);
  try {
    process.chdir(cwd ?? before.cwd);
    Object.assign(process.env, env);
    process.exitCode = undefined;
    await action();
    return { status: Number(process.exitCode ?? 0), stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    stdin.mockRestore();
    stdout.restore();
    stderr.restore();
    process.chdir(before.cwd);
    for (const name of Object.keys(env)) {
      restore(name, before.env[name]);
    }
    process.exitCode = before.exitCode;
  }
}

/** As where the input is a pipe, so no terminal. */
function standardInput(text: string): typeof process.stdin {
  return Object.assign(Readable.from([Buffer.from(text)]), { fd: 0 as const, isTTY: false }) as typeof process.stdin;
}

function captured(stream: NodeJS.WriteStream): { text: () => string; restore: () => void } {
  const chunks: string[] = [];
  const write = jest.spyOn(stream, 'write').mockImplementation((chunk) => chunks.push(String(chunk)) > 0);
  return { text: () => chunks.join(''), restore: () => write.mockRestore() };
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) {
    delete process.env[name];
  } else {
    process.env[name] = value;
  }
}
