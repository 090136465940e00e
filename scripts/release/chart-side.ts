import type { JsonObject, KubeObject } from '../../lib/core/kube-object';
import { isMapping } from '../../lib/core/values';
import { HelmRenderer } from '../../lib/renderer/helm';
import { readChart } from '../../lib/renderer/helm/chart';
import { readChartFiles } from '../../lib/renderer/helm/chart-files';
import type { KnownValue } from '../../lib/renderer/helm/known-values';
import { RenderError } from '../../lib/renderer/renderer';
import { CASES } from './cases';
import { readSchemas } from './import-schemas';
import type { Side } from './side';
import { readDefaults } from './values';

/**
 * Reads a chart, and renders each built-in case with it. A case that the chart refuses is left out, with a note.
 * @throws RenderError when it is no chart of Kargo's, or there is no helm to render it; ReleaseError or ImportError when
 * its values or CRDs cannot be read
 */
export function readChartSide(path: string): Side {
  const { path: absolute, version, known } = readChart(path);
  const defaults = readDefaults(readChartFiles(absolute).valuesYaml ?? '', `values.yaml of '${path}'`);
  const renders = new Map<string, readonly KubeObject[]>();
  const notes: string[] = [];
  const renderer = new HelmRenderer({ chart: path });
  for (const { name, values: wanted, ...request } of CASES) {
    const { values, dropped } = knownOnly(wanted, known);
    if (dropped.length > 0) {
      notes.push(`case ${name} of ${version}: rendered without ${dropped.join(', ')}, which its chart does not know`);
    }
    try {
      const objects = renderer.render({ releaseName: 'kargo', namespace: 'kargo', values, ...request });
      const rendered = objects.filter(({ kind }) => kind !== 'CustomResourceDefinition');
      renders.set(name, rendered);
    } catch (error) {
      if (!(error instanceof RenderError) || error.problems.some(({ id }) => id.startsWith('helm-'))) {
        throw error;
      }
      notes.push(`case ${name} of ${version}: not compared, its chart refuses it: ${error.message}`);
    }
  }
  return { version, defaults, ...readSchemas(path), renders, notes };
}

/** Leaves out what a chart would ignore: the cases know values that not every version has. */
function knownOnly(values: JsonObject, known: KnownValue, path = ''): { values: JsonObject; dropped: string[] } {
  const dropped: string[] = [];
  const kept = Object.entries(values).flatMap(([key, value]) => {
    const member = known.members.get(key);
    if (member === undefined && known.kind !== 'open') {
      dropped.push(path + key);
      return [];
    }
    if (member === undefined || !isMapping(value)) {
      return [[key, value]];
    }
    const below = knownOnly(value as JsonObject, member, `${path}${key}.`);
    dropped.push(...below.dropped);
    return [[key, below.values]];
  });
  return { values: Object.fromEntries(kept), dropped };
}
