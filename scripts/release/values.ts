import type { Json, JsonObject } from '../../lib/core/kube-object';
import { isMapping, leafPaths, valueAt } from '../../lib/core/values';
import { parseYaml } from '../../lib/core/yaml';
import { compareMaps, type Difference } from './difference';
import { ReleaseError } from './error';
import { jsonDifferences } from './json';

/** Defaults of a chart's values by path, such as `api.host`; undefined for a value that is unset by default. */
export type Defaults = ReadonlyMap<string, Json | undefined>;

/** Values that are new, gone, or have another default. */
export function compareDefaults(old: Defaults, now: Defaults): Difference[] {
  return compareMaps<Json | undefined, Difference>(old, now, {
    new: (path, value) => ({ change: 'new', path, ...(value !== undefined && { new: value }) }),
    gone: (path, value) => ({ change: 'gone', path, ...(value !== undefined && { old: value }) }),
    both: (path, before, after) => {
      // Unset or null: templates see no difference.
      const same = jsonDifferences(before ?? null, after ?? null).length === 0;
      const values = { ...(before !== undefined && { old: before }), ...(after !== undefined && { new: after }) };
      return same ? undefined : { change: 'changed', path, ...values };
    },
  });
}

/**
 * Reads `values.tsv`: a line of headings, then a path, a tab and the default a line, as JSON or the word `unset`.
 * @throws ReleaseError when a line is not like that
 */
export function parseDefaults(text: string, file: string): Defaults {
  const defaults = new Map<string, Json | undefined>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (index > 0 && line !== '') {
      const [path = '', value = ''] = line.split('\t');
      try {
        defaults.set(path, value === 'unset' ? undefined : (JSON.parse(value) as Json));
      } catch {
        throw new ReleaseError(
          `line ${index + 1} of ${file} is '${line}', expected a path, a tab and a default: write it as JSON, or 'unset'`,
        );
      }
    }
  }
  return defaults;
}

/**
 * Reads a chart's `values.yaml`: its leaves, and what only a `## @param` comment names, which is unset by default.
 * @throws ReleaseError when it does not parse
 */
export function readDefaults(valuesYaml: string, file: string): Defaults {
  const { documents, problems } = parseYaml(valuesYaml, file);
  const [problem] = problems;
  if (problem !== undefined) {
    throw new ReleaseError(`${problem.message}: ${problem.fix}`);
  }
  const values = documents[0]?.value;
  const all = isMapping(values) ? (values as JsonObject) : {};
  const listed = leafPaths(all).map((path) => [path.join('.'), valueAt(all, path) as Json] as const);
  const documented = [...valuesYaml.matchAll(/^\s*#+\s*@param\s+(\S+)/gm)].flatMap(([, path]) => path ?? []);
  const unset = documented.filter((path) => valueAt(all, path.split('.')) === undefined);
  return new Map([...unset.map((path) => [path, undefined] as const), ...listed]);
}
