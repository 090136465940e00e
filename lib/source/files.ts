import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { extname, join, normalize, resolve } from 'node:path';
import type { Finding } from '../core/finding';
import { expandGlob, isGlob } from './glob';
import { isKustomization, partsOf } from './kustomization';
import { fileError, unreadable } from './problem';
import { STDIN } from './text';

/** The files that paths stand for. */
export interface FoundFiles {
  /** Each once, however many paths lead to it; relative to the working directory where its path was given so. */
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
  /** What was left out on purpose, one line each. */
  readonly notes: readonly string[];
}

const EXTENSIONS = new Set(['.yaml', '.yml', '.json']);
// Tools keep their own files in folders like .git and .github, and npm the YAML of others.
const isSkipped = (name: string) => name.startsWith('.') || name === 'node_modules';

/**
 * Finds files: those that are named, those in folders that are named, at any depth, if they end in .yaml, .yml or .json,
 * those that a pattern stands for (see expandGlob), and stdin for `-`. Symbolic links are followed. In the order of the paths, and of
 * names within a folder. Never throws: what cannot be read is a finding.
 */
export function findFiles(paths: readonly string[]): FoundFiles {
  const search = new Search();
  for (const path of paths) {
    search.path(path);
  }
  return search.found();
}

// A file of that name in the working directory is not stdin.
function cleaned(path: string): string {
  const clean = normalize(path);
  return clean === STDIN ? `./${clean}` : clean;
}

class Search {
  private readonly files: string[] = [];
  private readonly findings: Finding[] = [];
  private readonly notes: string[] = [];
  private readonly seen = new Set<string>();
  private readonly parts = new Set<string>();

  /** Which files are patches is known only when all kustomizations are found. */
  found(): FoundFiles {
    const isPart = (file: string) => this.parts.has(resolve(file));
    const notes = this.files
      .filter(isPart)
      .map((file) => `${file}: ignored, kustomize makes it a part of something else`);
    return {
      files: this.files.filter((file) => !isPart(file)),
      findings: this.findings,
      notes: [...this.notes, ...notes],
    };
  }

  path(given: string): void {
    if (given === STDIN) {
      this.file(STDIN, false);
      return;
    }
    const known = this.guarded(given, () => statSync(given, { throwIfNoEntry: false }) !== undefined);
    if (known === false && isGlob(given)) {
      const matches = expandGlob(given);
      for (const match of matches) {
        this.guarded(match, () => this.visit(match, []));
      }
      if (matches.length === 0) {
        this.missing(given, `no file matches '${given}'`);
      }
    } else if (known === false) {
      this.missing(given, `there is no '${given}'`);
    } else if (known) {
      this.guarded(given, () => this.visit(cleaned(given), []));
    }
  }

  private visit(path: string, above: readonly string[]): void {
    const stat = statSync(path);
    if (stat.isDirectory()) {
      this.folder(path.replace(/(?<=.)\/$/, ''), above);
    } else if (stat.isFile() || stat.isFIFO()) {
      this.file(path, stat.isFile());
    } else {
      const fix = 'give the path of a file or of a folder';
      this.findings.push(fileError(path, 'path-unreadable', `'${path}' is neither a file nor a folder`, fix));
    }
  }

  private file(path: string, regular: boolean): void {
    // A pipe has no real path.
    const real = regular ? realpathSync(path) : path;
    if (this.seen.has(real)) {
      return;
    }
    this.seen.add(real);
    if (!isKustomization(path)) {
      this.files.push(path);
      return;
    }
    this.notes.push(
      `${path}: ignored, files are taken as they are; where kustomize changes them, give what it makes of them`,
    );
    for (const part of partsOf(path)) {
      this.parts.add(resolve(part));
    }
  }

  private folder(path: string, above: readonly string[]): void {
    const real = realpathSync(path);
    if (above.includes(real)) {
      this.findings.push({
        severity: 'warning',
        id: 'link-circle',
        message: `the symbolic link '${path}' leads to a folder that it is in itself`,
        fix: 'remove the link: everything behind it is read already',
        where: { file: path },
      });
    } else if (!this.seen.has(real)) {
      this.seen.add(real);
      const entries = readdirSync(path, { withFileTypes: true }).filter(({ name }) => !isSkipped(name));
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        this.guarded(join(path, entry.name), (child) => this.entry(child, entry, [...above, real]));
      }
    }
  }

  private entry(path: string, entry: Dirent, above: readonly string[]): void {
    const wanted = EXTENSIONS.has(extname(entry.name));
    if (!entry.isSymbolicLink()) {
      if (entry.isDirectory() || (entry.isFile() && wanted)) {
        this.visit(path, above);
      }
      return;
    }
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() || (stat?.isFile() && wanted)) {
      this.visit(path, above);
    } else if (stat === undefined && wanted) {
      this.missing(path, `the symbolic link '${path}' leads to nothing`);
    }
  }

  private missing(path: string, message: string): void {
    const fix = 'give the path of a file or a folder that is there';
    this.findings.push(fileError(path, 'path-missing', message, fix));
  }

  private guarded<T>(path: string, action: (path: string) => T): T | undefined {
    try {
      return action(path);
    } catch (error) {
      this.findings.push(unreadable(path, error));
      return undefined;
    }
  }
}
