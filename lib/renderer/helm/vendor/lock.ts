import { readFileSync } from 'node:fs';
import type { Problem } from '../../../core/finding';
import { isMapping } from '../../../core/values';
import { parseYaml, toYaml } from '../../../core/yaml';
import { RenderError } from '../../renderer';
import { failure, reasonOf, saysAbsent } from '../failure';
import { lockPath, pullCommand } from './places';
import { compareVersions, isVersion } from './version';

/** A chart that is pinned. */
export interface LockEntry {
  /** For example `1.11.2`. */
  readonly version: string;
  /** Where it came from: an address `oci://`, `https://` or `http://`, or `file:` and the name of a local file. */
  readonly source: string;
  /** Of the `.tgz`, 64 digits in lower case hexadecimal. */
  readonly sha256: string;
}

const FIELDS = ['version', 'source', 'sha256'];

const HEADER = `# The charts of Kargo in this folder, written by \`cdk8s-kargo chart pull\`. Belongs into version control, with the charts.
# A chart whose sha256 is another one is not rendered.
`;

/** The text of a lock: the same for equal entries, whatever their order. */
export function lockText(entries: readonly LockEntry[]): string {
  const charts = [...entries]
    .sort((a, b) => compareVersions(a.version, b.version))
    .map(({ version, source, sha256 }) => ({ version, source, sha256 }));
  return HEADER + toYaml({ charts });
}

/**
 * Reads the lock of a folder. Without one there are no entries.
 * @param version the version that it is read for, which messages name; any when left out
 * @throws RenderError `lock-invalid` with everything that is wrong with it
 */
export function readLock(folder: string, version = 'VERSION'): LockEntry[] {
  const path = lockPath(folder);
  const fix = `restore '${path}' from version control, or delete it and pin its charts again: ${pullCommand({ version, folder })}`;
  const text = read(path, fix);
  if (text === undefined) {
    return [];
  }
  const { documents, problems } = parseYaml(text, path);
  const complaints = problems.map(({ message }) => message);
  if (complaints.length === 0) {
    complaints.push(...wrongIn(documents.map(({ value }) => value)).map((complaint) => `${path} ${complaint}`));
  }
  if (complaints.length > 0) {
    throw new RenderError(
      complaints.map((message): Problem => ({ severity: 'error', id: 'lock-invalid', message, fix })),
    );
  }
  const [lock] = documents.map(({ value }) => value as { readonly charts: LockEntry[] });
  return lock?.charts ?? [];
}

function read(path: string, fix: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (saysAbsent(error)) {
      return undefined;
    }
    throw failure('lock-invalid', `${path} cannot be read: ${reasonOf(error)}`, fix);
  }
}

// Unknown keys are refused, since the next pull would drop them.
function wrongIn(documents: readonly unknown[]): string[] {
  const [lock] = documents;
  if (documents.length !== 1 || !isMapping(lock) || !Array.isArray(lock['charts']) || Object.keys(lock).length !== 1) {
    return ["is not one mapping with nothing but 'charts', expected a list there"];
  }
  const entries: readonly unknown[] = lock['charts'];
  const versions = entries.map((entry) => (isMapping(entry) ? entry['version'] : undefined));
  const twice = versions.filter((version, index) => isText(version) && versions.indexOf(version) < index);
  return [
    ...entries.flatMap((entry, index) =>
      wrongInEntry(entry).map((complaint) => `has at charts[${index}] ${complaint}`),
    ),
    ...new Set(twice.map((version) => `has version '${version}' more than once`)),
  ];
}

function wrongInEntry(entry: unknown): string[] {
  if (!isMapping(entry)) {
    return ['no mapping, expected version, source and sha256'];
  }
  const { version, source, sha256 } = entry;
  const unknown = Object.keys(entry).filter((key) => !FIELDS.includes(key));
  return [
    ...unknown.map((key) => `the key '${key}', expected version, source and sha256`),
    ...(isText(version) && isVersion(version) ? [] : [`${got('version', version)}, expected one such as '1.11.2'`]),
    ...(isText(source) && source !== '' ? [] : [`${got('source', source)}, expected an address`]),
    ...(isText(sha256) && /^[\da-f]{64}$/.test(sha256)
      ? []
      : [`${got('sha256', sha256)}, expected 64 digits in lower case hexadecimal`]),
  ];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function got(field: string, value: unknown): string {
  return value === undefined ? `no ${field}` : `the ${field} ${JSON.stringify(value)}`;
}
