import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../lib/core/kube-object';
import { isMapping } from '../../lib/core/values';

/** Indices of an item in the old list, in the new one, or of two that belong together. */
export type Aligned =
  | { readonly gone: number }
  | { readonly new: number }
  | { readonly old: number; readonly now: number };

/**
 * Finds what belongs together in two lists: the longest common sequence of equal items, and between those the items of
 * one `name` or, where as many are left on both sides, of one place. Equal items are left out; the others come by index.
 */
export function alignLists(old: readonly Json[], now: readonly Json[]): Aligned[] {
  const equal = [...commonItems(old, now), { old: old.length, now: now.length }];
  let from = { old: 0, now: 0 };
  return equal.flatMap((to) => {
    const run = alignRun(range(from.old, to.old), range(from.now, to.now), old, now);
    from = { old: to.old + 1, now: to.now + 1 };
    return run;
  });
}

/** Aligns what lies between two equal items. */
function alignRun(
  olds: readonly number[],
  nows: readonly number[],
  old: readonly Json[],
  now: readonly Json[],
): Aligned[] {
  const fresh = [...nows];
  const gone: number[] = [];
  const named: Aligned[] = [];
  for (const index of olds) {
    const name = nameOf(old[index]);
    const place = name === undefined ? -1 : fresh.findIndex((candidate) => nameOf(now[candidate]) === name);
    const [other] = place < 0 ? [] : fresh.splice(place, 1);
    if (other === undefined) {
      gone.push(index);
    } else {
      named.push({ old: index, now: other });
    }
  }
  const placed = gone.flatMap((index, place) => {
    const other = fresh[place];
    return other === undefined || gone.length !== fresh.length ? [] : [{ old: index, now: other }];
  });
  const alone = [...gone.map((index) => ({ gone: index })), ...fresh.map((index) => ({ new: index }))];
  return [...named, ...(placed.length > 0 ? placed : alone)].sort((a, b) => indexOf(a) - indexOf(b));
}

function indexOf(aligned: Aligned): number {
  return 'gone' in aligned ? aligned.gone : 'new' in aligned ? aligned.new : aligned.now;
}

function nameOf(item: Json | undefined): string | undefined {
  const name = isMapping(item) ? item['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** The longest common sequence of equal items, as pairs of indices, in order. */
function commonItems(old: readonly Json[], now: readonly Json[]): { readonly old: number; readonly now: number }[] {
  // best[i][j]: the length of the longest sequence in what follows i and j.
  const best = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  const same = old.map((a) => now.map((b) => isDeepStrictEqual(a, b)));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const length = same[i]?.[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      best[i]?.splice(j, 1, length);
    }
  }
  const pairs: { old: number; now: number }[] = [];
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    if (same[i]?.[j]) {
      pairs.push({ old: i++, now: j++ });
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      i++;
    } else {
      j++;
    }
  }
  return pairs;
}
