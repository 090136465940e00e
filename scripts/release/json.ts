import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../lib/core/kube-object';
import { isMapping } from '../../lib/core/values';
import { formatPlace, type Place } from '../../lib/parity/json-path';
import { compareMaps, type Difference } from './difference';
import { alignLists } from './lists';

/**
 * Where two JSON values differ, by path: `spec.ports[0].name`, `''` for the value itself. The order of keys does not
 * count, the order in lists does; but items are compared with their counterparts, so that an item which is new or gone
 * does not make those behind it differ. The index is the one in the new list, for an item that is gone in the old.
 */
export function jsonDifferences(old: Json, now: Json): Difference[] {
  return differencesAt([], old, now);
}

function differencesAt(place: Place, old: Json, now: Json): Difference[] {
  const gone = (step: string | number, value: Json): Difference[] => [
    { change: 'gone', path: formatPlace([...place, step]), old: value },
  ];
  const fresh = (step: string | number, value: Json): Difference[] => [
    { change: 'new', path: formatPlace([...place, step]), new: value },
  ];
  if (isMapping(old) && isMapping(now)) {
    return compareMaps<Json, Difference[]>(entriesOf(old), entriesOf(now), {
      new: fresh,
      gone,
      both: (key, a, b) => differencesAt([...place, key], a, b),
    }).flat();
  }
  if (isList(old) && isList(now)) {
    return alignLists(old, now).flatMap((pair) => {
      if ('gone' in pair) {
        return gone(pair.gone, old[pair.gone] ?? null);
      }
      return 'new' in pair
        ? fresh(pair.new, now[pair.new] ?? null)
        : differencesAt([...place, pair.now], old[pair.old] ?? null, now[pair.now] ?? null);
    });
  }
  return isDeepStrictEqual(old, now) ? [] : [{ change: 'changed', path: formatPlace(place), old, new: now }];
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function entriesOf(value: { readonly [key: string]: unknown }): Map<string, Json> {
  return new Map(Object.entries(value as { readonly [key: string]: Json }));
}
