import type { RenderError } from '../renderer';
import { type FailureId, failure } from './failure';

/** How a process ended, as Node tells it. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  /** All that it said about what went wrong. */
  readonly stderr: string;
  /** @default - it was started */
  readonly error?: Error | undefined;
}

/** What to say about a helm process that failed. */
export interface FailedProcess {
  readonly id: FailureId;
  /** For example `helm could not render the chart`. */
  readonly message: string;
  /** The command, for its user to repeat. */
  readonly command: string;
  readonly fix: string;
}

/** The error of a helm process that failed: with its end, all that it said, and its command. */
export function processFailure({ id, message, command, fix }: FailedProcess, ended: Ended): RenderError {
  const { status, signal, stderr, error } = ended;
  const end = status !== null ? `exit status ${status}` : signal !== null ? `signal ${signal}` : error?.message;
  const said = indented(stderr || 'helm said nothing');
  return failure(id, `${message} (${end})\n${said}\n    command: ${command}`, fix);
}

/** Passes on what helm says without failing. */
export function passOn(stderr: string): void {
  process.stderr.write(stderr.replace(/^(?=.)/gm, 'helm: '));
}

function indented(text: string): string {
  return text.trimEnd().replace(/^(?=.)/gm, '    ');
}
