import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from '../../lib/core/kube-object';
import { isMapping, valueAt } from '../../lib/core/values';
import { parseSchemas } from '../import/refs';
import { readFolder } from '../import/tree';
import { ReleaseError } from './error';
import { readSchemas } from './import-schemas';
import type { Side } from './side';
import { parseDefaults } from './values';

/**
 * Reads a folder of data.
 * @throws ReleaseError or ImportError when something is missing or damaged
 */
export function readDataSide(folder: string): Side {
  const defaults = parseDefaults(readFileSync(join(folder, 'values.tsv'), 'utf8'), join(folder, 'values.tsv'));
  const renders = readRenders(folder);
  return { version: versionOf(folder, renders), defaults, ...readSchemas(folder), renders, notes: [] };
}

function readRenders(folder: string): Side['renders'] {
  const files = [...readFolder(folder, ['renders'])]
    .filter(([name]) => name.endsWith('.json'))
    .map(([name, text]) => ({ name: `${folder}/${name}`, text }));
  if (files.length === 0) {
    throw new ReleaseError(
      `'${folder}' has no renders: add what helm gives for a case, as a JSON list of objects, in renders/<case>.json`,
    );
  }
  return new Map(
    [...parseSchemas(files)].map(([file, objects]) => {
      if (!Array.isArray(objects) || !objects.every(isObject)) {
        throw new ReleaseError(`'${folder}/renders/${file}' is no list of Kubernetes objects: write it as one`);
      }
      return [file.replace(/\.json$/, ''), objects.filter(({ kind }) => kind !== 'CustomResourceDefinition')];
    }),
  );
}

function isObject(value: unknown): value is KubeObject {
  return [['apiVersion'], ['kind'], ['metadata', 'name']].every((path) => typeof valueAt(value, path) === 'string');
}

/** The version that Kargo's chart writes into the labels of what it renders. */
function versionOf(folder: string, renders: Side['renders']): string {
  const labels = [...renders.values()].flat().map(({ metadata }) => metadata.labels);
  const charts = labels.flatMap((own) => (isMapping(own) ? (own['helm.sh/chart'] ?? []) : []));
  const versions = [...new Set(charts.flatMap((chart) => /^kargo-(\d.*)$/.exec(chart)?.[1] ?? []))];
  const [version] = versions;
  if (version === undefined || versions.length > 1) {
    const got = versions.length === 0 ? 'none' : versions.map((found) => `'${found}'`).join(' and ');
    throw new ReleaseError(
      `the labels 'helm.sh/chart' in '${folder}/renders' name ${got}, expected one version of Kargo: render one chart`,
    );
  }
  return version;
}
