import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What has to change in a folder for it to hold certain files and nothing else. Paths are below the folder, with `/`. */
export interface Plan {
  /** Files, links (not what they point to) and whole folders that go. */
  readonly removals: readonly string[];
  /** Files that are new or have other content. */
  readonly writes: readonly string[];
}

/**
 * Compares a folder with the files that it is to hold. Reads only.
 *
 * What begins with a point at the top of the folder (`.git`, `.gitattributes`) is left alone: the folder may be the work tree
 * of a repository of its own, and no cluster's folder has such a name.
 *
 * @param folder exists
 */
export function planWrite(folder: string, files: ReadonlyMap<string, string>): Plan {
  const folders = foldersOf(files.keys());
  const removals: string[] = [];
  const unchanged = new Set<string>();

  const visit = (entry: Dirent, path: string): void => {
    if (entry.isDirectory() && folders.has(path)) {
      for (const below of readdirSync(join(folder, path), { withFileTypes: true })) {
        visit(below, `${path}/${below.name}`);
      }
    } else if (!entry.isFile() || !files.has(path)) {
      removals.push(path);
    } else if (readFileSync(join(folder, path), 'utf8') === files.get(path)) {
      unchanged.add(path);
    }
  };

  for (const entry of entriesOf(folder)) {
    visit(entry, entry.name);
  }
  return { removals, writes: [...files.keys()].filter((path) => !unchanged.has(path)) };
}

/** What a folder holds, except for what begins with a point. */
export function entriesOf(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
}

function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      folders.add(path.slice(0, slash));
    }
  }
  return folders;
}
