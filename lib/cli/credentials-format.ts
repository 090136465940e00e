import { formatUserError, type UserError } from '../core/user-error';
import type { Change } from '../credentials/target';
import type { Verification } from '../credentials/verify';
import type { CredentialsJson, ShardJson } from './json-output';

/** How it went with one shard. */
export interface ShardResult {
  readonly shard: string;
  readonly changes?: readonly Change[];
  readonly verification?: Verification;
  readonly error?: UserError;
}

/** How to print results. */
export interface PrintOptions {
  readonly format: 'text' | 'json';
  readonly dryRun: boolean;
  /** Whether stdout is for something else, so that results go to stderr. @default false */
  readonly quiet?: boolean;
}

/** Prints what was done to stdout, and in text form what went wrong to stderr. */
export function printResults(results: readonly ShardResult[], { format, dryRun, quiet = false }: PrintOptions): void {
  const out = quiet ? process.stderr : process.stdout;
  if (format === 'json') {
    const document: CredentialsJson = { dryRun, shards: results.map(plain) };
    out.write(`${JSON.stringify(document, undefined, 2)}\n`);
    return;
  }
  for (const { shard, changes = [], verification, error } of results) {
    for (const change of changes) {
      out.write(`${shard}: ${changeText(change, dryRun)}\n`);
    }
    if (verification !== undefined) {
      out.write(`${verificationText(shard, verification)}\n`);
    }
    if (error !== undefined) {
      process.stderr.write(`${shard}: ${formatUserError(error)}\n`);
    }
  }
}

/** What was done, or would be, in words. */
export function changeText({ cluster, object, done, detail }: Change, dryRun: boolean): string {
  const verb = done === 'unchanged' ? 'unchanged' : dryRun ? `would be ${done}` : done;
  return `${object} in ${cluster} ${verb}${detail === undefined ? '' : `: ${detail}`}`;
}

function verificationText(shard: string, { server, user, asked, problems }: Verification): string {
  return problems.length === 0
    ? `${shard}: '${user}' at ${server} may do what it needs, and nothing that it must not (${asked} questions)`
    : [`${shard}: '${user}' at ${server}`, ...problems.map((problem) => `  error: ${problem}`)].join('\n');
}

function plain({ shard, changes, verification, error }: ShardResult): ShardJson {
  return { shard, changes, verification, error: error && { message: error.message, fix: error.fix } };
}
