import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const MAGIC = /[*?]/;

/** Whether a path has a placeholder in it. */
export function isGlob(path: string): boolean {
  return MAGIC.test(path);
}

/**
 * The paths that a pattern stands for, sorted, each once: `*` is any part of a name, `?` one character of it, and `**` any
 * folders between. Names that begin with a point are only found by a pattern that does so too. A folder that cannot be
 * read has nothing in it.
 */
export function expandGlob(pattern: string): string[] {
  const absolute = pattern.startsWith('/');
  const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
  return [...new Set(expand(absolute ? '/' : '', segments))].sort();
}

function expand(folder: string, segments: readonly string[]): string[] {
  const [first, ...rest] = segments;
  if (first === undefined) {
    return [folder];
  }
  if (first === '**') {
    const below = entries(folder).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
    return [...expand(folder, rest), ...below.flatMap(({ name }) => expand(join(folder, name), segments))];
  }
  if (!isGlob(first)) {
    const path = join(folder, first);
    return existsSync(path) ? expand(path, rest) : [];
  }
  const matches = matcher(first);
  return entries(folder)
    .filter(({ name }) => matches.test(name) && (first.startsWith('.') || !name.startsWith('.')))
    .flatMap(({ name }) => expand(join(folder, name), rest));
}

function entries(folder: string) {
  try {
    return readdirSync(folder === '' ? '.' : folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function matcher(segment: string): RegExp {
  const source = segment
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'su');
}
