import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { parse } from 'yaml';
import { parseYaml } from '../../../lib/core/yaml';

/** Readers of one document, of both versions of YAML. */
export const READERS: readonly (readonly [name: string, read: (text: string) => unknown])[] = [
  ['js-yaml, YAML 1.2', (text) => load(text)],
  ['js-yaml, YAML 1.1', (text) => load(text, { schema: YAML11_SCHEMA })],
  ['yaml, YAML 1.2', (text) => parse(text, { version: '1.2' })],
  ['yaml, YAML 1.1', (text) => parse(text, { version: '1.1' })],
  ['our own', (text) => parseYaml(text, 'file').documents[0]?.value],
];

/** The objects that kubectl reads from these texts, each of which is a whole file: one process for all, without a cluster. */
export function readWithKubectl(kubectl: string, texts: readonly string[]): unknown[] {
  const folder = mkdtempSync(join(tmpdir(), 'kubectl-reads-'));
  try {
    texts.forEach((text, index) => {
      writeFileSync(join(folder, `${String(index).padStart(6, '0')}.yaml`), text);
    });
    const args = ['patch', '--local', '--type=merge', '-p', '{}', '-o', 'json', '-f', folder];
    const output = execFileSync(kubectl, args, { encoding: 'utf8', maxBuffer: 1 << 28, env: { HOME: folder } });
    return output.split(/(?<=^\})\n(?=\{$)/m).map((json) => JSON.parse(json) as unknown);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** JSON with sorted keys: equal for equal values, `__proto__` and the like included. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
