import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isMapping, valueAt } from '../core/values';
import { parseYaml } from '../core/yaml';

const NAMES = new Set(['kustomization.yaml', 'kustomization.yml']);

/** Whether a file tells kustomize what to do, and is for nobody else. */
export function isKustomization(file: string): boolean {
  return NAMES.has(basename(file));
}

// Fields of a kustomization that name files which are no whole objects: each a list of paths, or of mappings with one.
const PARTS: readonly (readonly [field: string, member: string])[] = [
  ['patches', 'path'],
  ['patchesStrategicMerge', 'path'],
  ['patchesJson6902', 'path'],
  ['replacements', 'path'],
  ['configurations', 'path'],
  ['helmCharts', 'valuesFile'],
];

/** The paths of the patches and other parts of objects that a kustomization names. One that cannot be read names none. */
export function partsOf(kustomization: string): string[] {
  const { documents } = parseYaml(readFileSync(kustomization, 'utf8'), kustomization);
  return documents
    .flatMap(({ value }) => PARTS.flatMap(([field, member]) => paths(valueAt(value, [field]), member)))
    .filter((path) => !path.includes('\n'))
    .map((path) => join(dirname(kustomization), path));
}

function paths(list: unknown, member: string): string[] {
  const entries: unknown[] = Array.isArray(list) ? list : [];
  return entries
    .map((entry) => (isMapping(entry) ? entry[member] : entry))
    .filter((path): path is string => typeof path === 'string');
}
