import { readFileSync, statSync } from 'node:fs';
import { ImportError } from './error';
import { readArchive, readFolder, type Tree } from './tree';

/** A file and the name that messages give it. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** What is imported from. */
export interface Sources {
  /** Files of CRDs, as YAML or JSON. */
  readonly crds: readonly SourceFile[];
  /** JSON Schemas of the steps' configs, and of what they share. Empty when the source has none. */
  readonly steps: readonly SourceFile[];
  /** JSON Schemas of a Warehouse's subscriptions. Empty when the source has none. */
  readonly subscriptions: readonly SourceFile[];
}

// A chart of 1.9 and later has its CRDs in the first, an older one in the second; a plain folder of CRDs is the third.
const CRD_FOLDERS = ['resources/crds', 'crds', ''];

/**
 * Finds the files to import in folders, packed charts and single files.
 * @throws ImportError when there is no such path, or an archive is damaged
 */
export function readSources(paths: readonly string[]): Sources {
  const parts = paths.map(readSource);
  return {
    crds: parts.flatMap(({ crds }) => crds),
    steps: parts.flatMap(({ steps }) => steps),
    subscriptions: parts.flatMap(({ subscriptions }) => subscriptions),
  };
}

function readSource(path: string): Sources {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new ImportError(`no file or folder '${path}': give a folder or files of CRDs, or a chart of Kargo`);
  }
  if (stat.isDirectory()) {
    return fromTree(path, readFolder(path, [...CRD_FOLDERS, 'steps', 'subscriptions']));
  }
  return /\.(tgz|tar\.gz)$/.test(path)
    ? fromTree(path, readArchive(path))
    : { crds: [{ name: path, text: readFileSync(path, 'utf8') }], steps: [], subscriptions: [] };
}

function fromTree(path: string, tree: Tree): Sources {
  const filesIn = (folder: string): SourceFile[] =>
    [...tree]
      .filter(([name]) => name.slice(0, Math.max(0, name.lastIndexOf('/'))) === folder)
      .map(([name, text]) => ({ name: `${path}/${name}`, text }));
  return {
    crds: CRD_FOLDERS.map(filesIn).find((files) => files.length > 0) ?? [],
    steps: filesIn('steps'),
    subscriptions: filesIn('subscriptions'),
  };
}
