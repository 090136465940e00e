import { distance } from 'fastest-levenshtein';
import type { Finding } from '../core/finding';
import { describe, groupOf } from '../core/kube-object';
import { KARGO_GROUP } from './pipelines';
import { objectError } from './report';
import type { FleetView, ViewObject } from './view';

/** The kinds of Kargo's API (1.11). */
export const KINDS: readonly string[] = [
  'ClusterConfig',
  'ClusterPromotionTask',
  'Freight',
  'Project',
  'ProjectConfig',
  'Promotion',
  'PromotionTask',
  'Stage',
  'Warehouse',
];

/**
 * `kind-unknown`: what is all but the name of one of Kargo's kinds, which no other check would look at. Any other kind may be
 * one of a newer Kargo.
 */
export function checkKinds(view: FleetView): Finding[] {
  return view.clusters.flatMap(({ objects }) =>
    objects.filter(({ object }) => groupOf(object) === KARGO_GROUP).flatMap(misspelt),
  );
}

function misspelt(at: ViewObject): Finding[] {
  const { kind } = at.object;
  const meant = KINDS.includes(kind) ? undefined : KINDS.find((known) => isNear(kind, known));
  return meant === undefined
    ? []
    : [
        objectError(
          at,
          'kind-unknown',
          `${describe(at.object)} is of kind '${kind}', which Kargo does not have`,
          `did you mean '${meant}'?`,
          ['kind'],
        ),
      ];
}

/** In other cases, in the plural, or with one letter wrong. */
function isNear(kind: string, known: string): boolean {
  return distance(kind.toLowerCase(), known.toLowerCase()) <= 1;
}
