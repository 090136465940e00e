import { formatUserError, type UserError } from '../core/user-error';
import { STDOUT } from '../credentials/secret-file';
import type { Change } from '../credentials/target';
import { changeText } from './credentials-format';
import type { AdminCredentialsJson } from './json-output';

/** What came of making the Secret of the admin account. */
export interface AdminResult {
  readonly changes: readonly Change[];
  /** @default - it is its owner's, or nothing was written */
  readonly password?: string;
  /** A command that is still to be run. @default - none */
  readonly next?: string;
  /** What went wrong after the Secret was written. @default - nothing */
  readonly error?: UserError;
}

/** How to print it. */
export interface AdminPrintOptions {
  readonly format: 'text' | 'json';
  readonly dryRun?: boolean;
  /** @default - the Secret goes into the cluster */
  readonly output?: string;
}

/** Prints what was done to stdout, or to stderr where the Secret goes to stdout; what went wrong to stderr in text form. */
export function printAdminResult({ changes, password, next, error }: AdminResult, options: AdminPrintOptions): void {
  const dryRun = options.dryRun === true;
  // With the manifest on stdout, nothing else may be there.
  const out = options.output === STDOUT ? process.stderr : process.stdout;
  if (options.format === 'json') {
    const plain = error && { message: error.message, fix: error.fix };
    const document: AdminCredentialsJson = { dryRun, changes, password, next, error: plain };
    out.write(`${JSON.stringify(document, undefined, 2)}\n`);
    return;
  }
  for (const change of changes) {
    out.write(`${changeText(change, dryRun)}\n`);
  }
  if (password !== undefined) {
    out.write(`password, shown this once: ${password}\n`);
  }
  if (next !== undefined) {
    out.write(`Kargo's API server reads it when it starts:\n  ${next}\n`);
  }
  if (error !== undefined) {
    process.stderr.write(`${formatUserError(error)}\n`);
  }
}
