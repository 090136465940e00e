import { placeOfField } from '../core/field-line';
import { type Finding, formatWhere } from '../core/finding';
import { describe, identityOf } from '../core/kube-object';
import { text } from './read';
import { groupBy, inOrder, objectError } from './report';
import type { FleetView, ViewObject } from './view';

/** `object-duplicate`: of two objects with one identity in a cluster, the one that is applied last would silently win. */
export function checkDuplicates(view: FleetView): Finding[] {
  return view.clusters.flatMap(({ objects }) =>
    [...groupBy(objects.filter(hasName), ({ object }) => identityOf(object)).values()].flatMap((same) => {
      const [first, ...others] = inOrder(same);
      return others.map((at) => duplicate(at, first ?? at, view));
    }),
  );
}

function duplicate(at: ViewObject, first: ViewObject, { known }: FleetView): Finding {
  const [one, other] = [placeOf(first), placeOf(at)];
  // The command that checks files reads each of them once.
  const imported = known === undefined && 'file' in at.where && one === other;
  const message = `${describe(at.object)} is there twice: `;
  return imported
    ? objectError(
        at,
        'object-duplicate',
        `${message}${one} is imported twice, or holds it twice`,
        "name the file in 'paths' of one import only, or remove one of the two",
      )
    : objectError(
        at,
        'object-duplicate',
        `${message}at ${one} and at ${other}`,
        'remove one of the two, or give it another name or namespace',
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
