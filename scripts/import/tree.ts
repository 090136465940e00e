import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseTar } from 'nanotar';
import { ImportError, reasonOf } from './error';

/** The text files of a folder or an archive, by their path inside it. */
export type Tree = ReadonlyMap<string, string>;

const TEXT = /\.(ya?ml|json)$/;

/** Reads the YAML and JSON files that are directly in the given folders below `root`; `''` is `root` itself. */
export function readFolder(root: string, folders: readonly string[]): Tree {
  const tree = new Map<string, string>();
  for (const folder of folders) {
    for (const entry of entriesOf(join(root, folder))) {
      tree.set(folder === '' ? entry : `${folder}/${entry}`, readFileSync(join(root, folder, entry), 'utf8'));
    }
  }
  return tree;
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && TEXT.test(entry.name))
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}

/**
 * Reads the YAML and JSON files of a packed chart. The folder that holds the whole chart, and is named like it, is left
 * out of the paths.
 * @throws ImportError when it is no complete gzipped tar archive
 */
export function readArchive(path: string): Tree {
  try {
    const unzipped = gunzipSync(readFileSync(path));
    // The parser reads the whole underlying buffer, of which Node may have handed out only a part.
    const files = parseTar(new Uint8Array(unzipped).buffer);
    return new Map(
      files
        .filter(({ name, type }) => type === 'file' && TEXT.test(name))
        .map(({ name, text }) => [name.replace(/^(\.\/)?[^/]*\//, ''), text] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  } catch (error) {
    throw new ImportError(`cannot read '${path}' as a packed chart (${reasonOf(error)}): download it again`);
  }
}
