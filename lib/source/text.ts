import { readFileSync, statSync } from 'node:fs';
import type { Finding } from '../core/finding';
import { fileError, unreadable } from './problem';

/** Files that are larger than this, in bytes, are not read: no pipeline is, and parsing takes some twenty times as much memory. */
export const LARGEST_FILE = 50 * 1024 * 1024;

/** The path that stands for stdin. */
export const STDIN = '-';

const STDIN_DESCRIPTOR = 0;
const MEGABYTE = 1024 * 1024;

/** The text of a file, or why it could not be read: `file-too-large`, `file-not-text` or `path-unreadable`. */
export function textOf(file: string): string | Finding {
  try {
    const size = file === STDIN ? 0 : statSync(file).size;
    if (size > LARGEST_FILE) {
      return tooLarge(file, size);
    }
    const bytes = readFileSync(file === STDIN ? STDIN_DESCRIPTOR : file);
    // A pipe tells its size only when it is read.
    return bytes.length > LARGEST_FILE ? tooLarge(file, bytes.length) : decoded(file, bytes);
  } catch (error) {
    return unreadable(file, error);
  }
}

function decoded(file: string, bytes: Buffer): string | Finding {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fileError(file, 'file-not-text', `'${file}' is not text in UTF-8`, 'save it in UTF-8, or leave it out');
  }
}

function tooLarge(file: string, size: number): Finding {
  const message = `'${file}' has ${Math.ceil(size / MEGABYTE)} MB, expected at most ${LARGEST_FILE / MEGABYTE} MB`;
  return fileError(file, 'file-too-large', message, 'split it, or leave it out');
}
