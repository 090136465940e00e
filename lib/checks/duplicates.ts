import { placeOfField } from '../core/field-line';
import { type Finding, formatWhere } from '../core/finding';
import { describe, identityOf } from '../core/kube-object';
import { text } from './read';
import { groupBy, inOrder, objectError } from './report';
import type { FleetView, ViewObject } from './view';

/** `object-duplicate`: of two objects with one identity in a cluster, the one that is applied last would silently win. */
export function checkDuplicates(view: FleetView): Finding[] {
  return view.clusters.flatMap(({ name: cluster, objects }) =>
    [...groupBy(objects.filter(hasName), ({ object }) => identityOf(object)).values()].flatMap((same) => {
      const [first, ...others] = inOrder(same);
      return others.map((at) =>
        objectError(
          at,
          'object-duplicate',
          `${describe(at.object)} is in cluster '${cluster}' twice: at ${placeOf(first ?? at)} and at ${placeOf(at)}`,
          'remove one of the two, or give it another name or namespace',
        ),
      );
    }),
  );
}

/** Objects of one List are told apart by their lines. */
function placeOf({ where }: ViewObject): string {
  return formatWhere(placeOfField(where));
}

/** What has no name has no identity yet: the API server makes one from `generateName`. */
function hasName({ object }: ViewObject): boolean {
  return text(object.metadata.name) !== undefined;
}
