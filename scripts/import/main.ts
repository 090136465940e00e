import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImportError, isSystemError, reasonOf } from './error';
import { generate } from './generate';
import { readSources } from './sources';

const DEFAULT_PATH = '../shared/kargo/1.11.2';

/** Where the script writes what it has to say, a line a call. */
export interface Output {
  out(line: string): void;
  err(line: string): void;
}

/**
 * Writes the generated files into a folder, or nothing at all.
 * @returns the exit status: 0, or 1 after a line on what is wrong
 */
export function main(paths: readonly string[], folder: string, { out, err }: Output): number {
  try {
    const { files, notes } = generate(readSources(paths.length > 0 ? paths : [DEFAULT_PATH]));
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
      out(`wrote ${join(folder, name)}`);
    }
    for (const note of notes) {
      err(`note: ${note}`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof ImportError) && !isSystemError(error)) {
      throw error; // a mistake in this script
    }
    err(`import: ${reasonOf(error)}`);
    return 1;
  }
}
