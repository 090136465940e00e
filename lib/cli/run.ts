import { type Command, CommanderError } from 'commander';
import { formatFinding, sortFindings } from '../core/finding';
import { formatUserError, UserError } from '../core/user-error';
import { Failed } from './failed';

/** Exit statuses of the command. */
const OK = 0;
const MISTAKE = 1;
const USAGE = 2;

/**
 * Runs the command line of a program with `exitOverride()`, and sets the exit status: 0, 1 for findings and internal errors, 2 for a wrong command line.
 * Sets it only, since ending the process would cut off what is still on its way through a pipe.
 */
export async function run(program: Command, argv: readonly string[]): Promise<void> {
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has printed its message by now. Asking for help or the version is no mistake, and has status 0 there.
    return error.exitCode === OK ? OK : USAGE;
  }
  if (error instanceof Failed) {
    process.stderr.write(`${sortFindings(error.findings).map(formatFinding).join('\n')}\n`);
    return MISTAKE;
  }
  if (error instanceof UserError) {
    process.stderr.write(`${formatUserError(error)}\n`);
    return MISTAKE;
  }
  reportInternal(error);
  return MISTAKE;
}

/** Prints an error that nobody thought of. */
export function reportInternal(error: unknown): void {
  const trace = error instanceof Error ? error.stack : undefined;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    process.env.DEBUG && trace
      ? `cdk8s-kargo: internal error: ${trace}\n`
      : `cdk8s-kargo: internal error: ${message.split('\n')[0]} (set DEBUG=1 for a trace)\n`,
  );
}

/** `cdk8s-kargo render | head` closes the pipe early, which is no error. */
export function endQuietlyWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') {
        throw error;
      }
      process.exit();
    });
  }
}
