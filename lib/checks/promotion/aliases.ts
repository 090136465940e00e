import type { Finding } from '../../core/finding';
import { describe } from '../../core/kube-object';
import { text } from '../read';
import { groupBy, objectError } from '../report';
import type { FleetView } from '../view';
import { Calls } from './calls';

const RESERVED = /^(step|task)-\d+$/;

/** `alias-reserved`: Kargo's webhooks refuse an alias of the form that it gives to steps without one (1.11). */
export function checkAliasReserved(view: FleetView, calls = new Calls(view)): Finding[] {
  return calls.lists.flatMap(({ owner: { at }, steps }) =>
    steps.flatMap(({ place, path, fields }) => {
      const alias = text(fields['as']);
      return alias === undefined || !RESERVED.test(alias)
        ? []
        : [
            objectError(
              at,
              'alias-reserved',
              `step ${place} of ${describe(at.object)} has the alias '${alias}', which is reserved for a step without an alias`,
              "leave 'as' out, or give an alias that says what the step does",
              [...path, 'as'],
            ),
          ];
    }),
  );
}

/** `alias-duplicate`: Kargo's webhooks refuse two steps with one alias (1.11). */
export function checkAliasDuplicate(view: FleetView, calls = new Calls(view)): Finding[] {
  return calls.lists.flatMap(({ owner: { at }, steps }) =>
    [
      ...groupBy(
        steps.filter(({ fields }) => text(fields['as']) !== undefined),
        ({ alias }) => alias,
      ),
    ].flatMap(([alias, [first, ...others]]) =>
      others.map(({ place, path }) =>
        objectError(
          at,
          'alias-duplicate',
          `step ${place} of ${describe(at.object)} has the alias '${alias}', and so has step ${first?.place}`,
          'give each step an alias of its own',
          [...path, 'as'],
        ),
      ),
    ),
  );
}
