import { mkdirSync, mkdtempSync, realpathSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { RenderError } from '../../renderer';
import { failure, reasonOf } from '../failure';

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does something with an empty folder inside of another, from which files can be moved there in one step. It is gone
 * afterwards, and so is the other one when that was made for it and nothing was moved there. When the process is told to
 * end meanwhile, the signal aborts instead, and it is for `work` to come to an end.
 * @throws RenderError `chart-folder` when it cannot be made
 */
export async function withStaging<T>(
  folder: string,
  work: (staging: string, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const made = writing(folder, () => mkdirSync(folder, { recursive: true }));
  const ending = new AbortController();
  const abort = () => ending.abort();
  for (const signal of ENDING) {
    process.on(signal, abort);
  }
  try {
    return await inside(folder, (staging) => work(staging, ending.signal));
  } finally {
    removeEmpty(folder, made);
    for (const signal of ENDING) {
      process.off(signal, abort);
    }
  }
}

async function inside<T>(folder: string, work: (staging: string) => Promise<T>): Promise<T> {
  const staging = writing(folder, () => realpathSync(mkdtempSync(join(folder, '.pull-'))));
  try {
    return await work(staging);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/**
 * Writes to a folder.
 * @throws RenderError `chart-folder` when that fails, for example because the disk is full
 */
export function writing<T>(folder: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw unwritable(folder, error);
  }
}

function unwritable(folder: string, error: unknown): RenderError {
  return failure(
    'chart-folder',
    `the folder '${folder}' cannot be written: ${reasonOf(error)}`,
    "give a folder that may be written with '--folder', or make this one writable",
  );
}

/** Removes a folder and those above it up to one, as far as they are empty. */
function removeEmpty(folder: string, last: string | undefined): void {
  try {
    for (let at = resolve(folder); last !== undefined && at.length >= last.length; at = dirname(at)) {
      rmdirSync(at);
    }
  } catch {
    // Not empty: the chart is there.
  }
}
