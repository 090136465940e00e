import type { Problem } from '../core/finding';
import type { KubeObject } from '../core/kube-object';
import { RenderError, type RenderRequest } from '../renderer/renderer';
import { compareObjects, type Difference } from './compare';

/** What one side makes of a request, a RenderError included. */
export type Render = (request: RenderRequest) => readonly KubeObject[];

/** One side's answer to a request: how many objects, or why none. */
export type Answer = { readonly objects: number } | { readonly problems: readonly Problem[] };

/**
 * What comes out of comparing the two renderers for one set of values. `skipped` is what only the embedded renderer does
 * not do and says so, which is no difference; where just one side refuses the values, that is one.
 */
export type Verdict =
  | { readonly kind: 'equal' }
  | { readonly kind: 'different'; readonly differences: readonly Difference[] }
  | { readonly kind: 'disagreed'; readonly embedded: Answer; readonly chart: Answer }
  | { readonly kind: 'refused'; readonly embedded: readonly Problem[]; readonly chart: readonly Problem[] }
  | { readonly kind: 'skipped'; readonly problems: readonly Problem[] };

/** What the embedded renderer refuses only because it does not do it; its message points to the helm renderer. */
const UNSUPPORTED = new Set(['value-unsupported', 'value-template']);

/** What the values may be to blame for. All else is about helm, the chart or the record: there is nothing to compare with. */
const ABOUT_VALUES = /^(value-|chart-(failed|output)$)/;

/**
 * Renders the same request with both sides and compares.
 * @throws RenderError when there is nothing to compare with, such as no helm or no chart
 */
export function judge(request: RenderRequest, embedded: Render, chart: Render): Verdict {
  const ours = answer(request, embedded);
  if ('problems' in ours && ours.problems.every(({ id }) => UNSUPPORTED.has(id))) {
    return { kind: 'skipped', problems: ours.problems };
  }
  const theirs = answer(request, chart);
  if ('problems' in ours && 'problems' in theirs) {
    return { kind: 'refused', embedded: ours.problems, chart: theirs.problems };
  }
  if ('problems' in ours || 'problems' in theirs) {
    return { kind: 'disagreed', embedded: counted(ours), chart: counted(theirs) };
  }
  const differences = compareObjects(ours.objects, theirs.objects);
  return differences.length === 0 ? { kind: 'equal' } : { kind: 'different', differences };
}

type Rendered = { readonly objects: readonly KubeObject[] } | { readonly problems: readonly Problem[] };

function answer(request: RenderRequest, render: Render): Rendered {
  try {
    return { objects: render(request) };
  } catch (error) {
    if (!(error instanceof RenderError) || !error.problems.every(({ id }) => ABOUT_VALUES.test(id))) {
      throw error;
    }
    return { problems: error.problems };
  }
}

function counted(side: Rendered): Answer {
  return 'objects' in side ? { objects: side.objects.length } : side;
}
