import { parseArgs } from 'node:util';
import { isMapping } from '../../lib/core/values';
import { RenderError } from '../../lib/renderer/renderer';
import { ImportError, isSystemError, reasonOf } from '../import/error';
import type { Output } from '../import/main';
import { ReleaseError, UsageError } from './error';
import { compareReleases } from './report';
import { readSide } from './side';
import { textOf } from './text';

const USAGE = 'usage: npm run release -- OLD NEW [--format text|json]';

/**
 * Prints what is not the same in two releases of Kargo.
 * @returns the exit status: 0, also where there are differences; 1 after what is wrong with the input, a line each; 2 for
 * a wrong command line
 */
export function main(args: readonly string[], { out, err }: Output): number {
  try {
    if (args.includes('--help')) {
      out(USAGE);
      return 0;
    }
    const { old, now, format } = parse(args);
    const report = compareReleases(readSide(old), readSide(now));
    out(format === 'json' ? JSON.stringify(report, undefined, 1) : textOf(report));
    return 0;
  } catch (error) {
    for (const line of reasonsOf(error)) {
      err(`release: ${line}`);
    }
    return error instanceof UsageError ? 2 : 1;
  }
}

function parse(args: readonly string[]): { old: string; now: string; format: string } {
  const { positionals, values } = parsed(args);
  const [old, now, ...others] = positionals;
  if (old === undefined || now === undefined || others.length > 0) {
    throw new UsageError(`got ${positionals.length} paths, expected two: ${USAGE}`);
  }
  const { format = 'text' } = values;
  if (format !== 'text' && format !== 'json') {
    throw new UsageError(`--format is '${format}', expected 'text' or 'json': ${USAGE}`);
  }
  return { old, now, format };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { format: { type: 'string' } } });
  } catch (error) {
    if (isMapping(error) && String(error['code']).startsWith('ERR_PARSE_ARGS')) {
      throw new UsageError(`${reasonOf(error)}: ${USAGE}`);
    }
    throw error;
  }
}

/** @throws the error itself when it is a mistake in this script */
function reasonsOf(error: unknown): string[] {
  if (error instanceof RenderError) {
    return error.problems.map(({ message, fix }) => `${message}: ${fix}`);
  }
  if (error instanceof ReleaseError || error instanceof ImportError || isSystemError(error)) {
    return [reasonOf(error)];
  }
  throw error;
}
