import { accessSync, constants, existsSync, mkdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { types } from 'node:util';
import type { Problem } from '../core/finding';
import { MARK } from './mark';
import { entriesOf, type Plan, planWrite } from './plan';

/**
 * Makes a folder hold exactly these files. What else is in it goes, except for what begins with a point at its top, such as
 * `.git`; a file that has its content already is not touched; a link inside of the folder is removed, never followed.
 *
 * A folder that is neither missing nor empty is taken for ours only if it holds `fleet.json`, which a former call wrote.
 * Nothing changes before all that can be told beforehand is known to be in order.
 *
 * @param outdir may be missing, and its parents, too; may be a link to a folder
 * @param files text by path below `outdir`, with `/`; `fleet.json` is one of them
 * @returns nothing when all is written, otherwise why not: `output-foreign` for a folder that is not ours, `output-write`
 * where the file system refuses
 * @throws Error when a path leaves the folder, or `fleet.json` is missing among the files
 */
export function writeFiles(outdir: string, files: ReadonlyMap<string, string>): Problem[] {
  refuseBadPaths(files);
  try {
    const folder = existsSync(outdir) ? realpathSync(outdir) : resolve(outdir);
    const foreign = existsSync(folder) ? complaintOf(folder) : undefined;
    if (foreign !== undefined) {
      return [foreignProblem(outdir, foreign)];
    }
    const plan = existsSync(folder) ? planWrite(folder, files) : { removals: [], writes: [...files.keys()] };
    checkAccess(folder, plan);
    apply(folder, plan, files);
    return [];
  } catch (error) {
    return [writeProblem(outdir, error)];
  }
}

function refuseBadPaths(files: ReadonlyMap<string, string>): void {
  const bad = [...files.keys()].find((path) => /\\|^[.]|(?:^|\/)(?:\.{0,2})(?:\/|$)/.test(path));
  if (bad !== undefined) {
    throw new Error(
      `cannot write a file '${bad}', expected a path below the output folder, such as prod/2-kargo/x.yaml`,
    );
  }
  if (!files.has(MARK)) {
    throw new Error(`cannot write files without '${MARK}', which marks the folder as ours`);
  }
}

/** Why a folder must not be cleaned. */
function complaintOf(folder: string): string | undefined {
  if (!statSync(folder).isDirectory()) {
    return 'is not a folder';
  }
  if (isWithin(folder, realpathSync(process.cwd()))) {
    return 'is or contains the folder in which this program runs';
  }
  const entries = entriesOf(folder);
  const marked = entries.some((entry) => entry.name === MARK && entry.isFile());
  return entries.length === 0 || marked ? undefined : `is not empty and has no '${MARK}' of a former synth`;
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  // Absolute when they are on two drives of Windows.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

// As far as it can be told: a full disk, for one, shows only when writing.
function checkAccess(folder: string, { removals, writes }: Plan): void {
  const changed = [...removals, ...writes].map((path) => join(folder, path));
  const places = new Set([...changed.map(dirname), ...changed.filter((path) => existsSync(path))].map(nearestExisting));
  for (const place of places) {
    accessSync(place, constants.W_OK);
  }
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

function apply(folder: string, { removals, writes }: Plan, files: ReadonlyMap<string, string>): void {
  const made = new Set<string>();
  const write = (path: string): void => {
    const target = join(folder, path);
    if (!made.has(dirname(target))) {
      mkdirSync(dirname(target), { recursive: true });
      made.add(dirname(target));
    }
    writeFileSync(target, files.get(path) ?? '');
  };
  // The mark comes first: should the rest fail, the next call may clean up. Removals come before other files, since the new name
  // of a file may be the old one but for upper and lower case.
  writes.filter((path) => path === MARK).forEach(write);
  for (const path of removals) {
    rmSync(join(folder, path), { recursive: true, force: true });
  }
  writes.filter((path) => path !== MARK).forEach(write);
}

function foreignProblem(outdir: string, complaint: string): Problem {
  return {
    severity: 'error',
    id: 'output-foreign',
    message: `the output folder '${outdir}' ${complaint}: it is not cleaned`,
    fix: 'choose a folder of its own for the output, or empty this one',
  };
}

// `instanceof Error` would be false in Jest, where errors of Node come from outside of the sandbox.
function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return types.isNativeError(error) && 'syscall' in error;
}

const FIXES: { readonly [code: string]: string } = {
  EACCES: 'make it writable for the user that runs this program',
  EPERM: 'make it writable for the user that runs this program',
  EROFS: 'choose an output folder on a file system that can be written',
  ENOSPC: 'free some space, and synthesise again',
  ENOTDIR: 'choose an output folder of which no parent is a file',
};

function writeProblem(outdir: string, error: unknown): Problem {
  if (!isOfSystem(error)) {
    throw error;
  }
  return {
    severity: 'error',
    id: 'output-write',
    message: `cannot write the output folder '${outdir}': ${error.message}`,
    fix: FIXES[error.code ?? ''] ?? 'make that possible, or choose another output folder, and synthesise again',
  };
}
