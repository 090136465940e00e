import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '../../lib/core/finding';
import type { Json, JsonObject } from '../../lib/core/kube-object';
import { mergeValues } from '../../lib/core/values';
import { LEAVES, valuesWith } from '../../lib/parity/leaves';
import { knownPaths, recordReads } from '../../lib/renderer/embedded';
import type { Rendered } from '../../lib/renderer/embedded/render';
import { OTHER_MEMBER, otherValues } from './other-values';
import { RELEASES } from './releases';

/** What the embedded renderer does with a value of the chart. */
export interface Coverage {
  readonly path: string;
  /**
   * `honoured`: changing the value changes what is rendered, or the chart refuses that change as well. `refused`: the
   * embedded renderer says that it does not do it. `ignored`: neither, which must not be.
   */
  readonly state: 'honoured' | 'refused' | 'ignored';
  /** Why it is refused, and by whom: the chart too, where it counts as honoured. @default - it is not refused */
  readonly refusal?: Problem;
}

/** What the chart refuses as well, as opposed to what only the embedded renderer does not do. */
const REFUSED_BY_THE_CHART = new Set(['value-invalid', 'value-required']);

/** What a path is set to: a type of its own, as the place may be a value, one default of it, or a group of values. */
function othersAt(path: string): readonly Json[] {
  const leaf = LEAVES.find((candidate) => candidate.path === path);
  if (leaf !== undefined) {
    return otherValues(leaf.leaf.kind);
  }
  const member = LEAVES.find((candidate) => candidate.path.startsWith(`${path}.`));
  return member === undefined
    ? [OTHER_MEMBER]
    : otherValues(member.leaf.kind).map((value) => valuesWith(member.path.slice(path.length + 1), value));
}

/** A render with everything on that a release can have on at once. */
export function renderBaselines(): readonly (Rendered & { readonly release: JsonObject })[] {
  return RELEASES.map((release) => ({ release, ...render(release) }));
}

/**
 * What the embedded renderer does with each value of the chart of Kargo 1.11.2, measured by changing it in releases that
 * have everything on; sorted by path.
 */
export function measureCoverage(): Coverage[] {
  const baselines = renderBaselines();
  return knownPaths().map((path) => {
    const problems: Problem[] = [];
    for (const { release, objects } of baselines) {
      for (const value of othersAt(path)) {
        const other = render(mergeValues(release, valuesWith(path, value)));
        if (other.problems.length === 0 && !isDeepStrictEqual(other.objects, objects)) {
          return { path, state: 'honoured' };
        }
        problems.push(...other.problems);
      }
    }
    return unchanged(path, problems);
  });
}

function unchanged(path: string, problems: readonly Problem[]): Coverage {
  const [refusal] = problems;
  if (refusal === undefined) {
    return { path, state: 'ignored' };
  }
  const byChart = problems.every(({ id }) => REFUSED_BY_THE_CHART.has(id));
  return { path, state: byChart ? 'honoured' : 'refused', refusal };
}

function render(values: JsonObject): Rendered {
  return recordReads({ releaseName: 'kargo', namespace: 'kargo', values, apiVersions: ['monitoring.coreos.com/v1'] });
}
