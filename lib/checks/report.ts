import { type Finding, formatWhere, type Where } from '../core/finding';
import { describe } from '../core/kube-object';
import type { Path } from '../core/path';
import type { ViewObject } from './view';

/** An error at a place, about nothing that is an object. */
export function errorAt(where: Where, id: string, message: string, fix: string): Finding {
  return { severity: 'error', id, message, fix, where };
}

/**
 * An error about an object, at the place where the object was made.
 * @param field the field that is wrong, or that should be there; @default - none in particular
 */
export function objectError(at: ViewObject, id: string, message: string, fix: string, field?: Path): Finding {
  return { ...errorAt(at.where, id, message, fix), object: describe(at.object), ...(field && { field }) };
}

/**
 * A warning about an object, at the place where the object was made.
 * @param field the field that is wrong, or that should be there; @default - none in particular
 */
export function objectWarning(at: ViewObject, id: string, message: string, fix: string, field?: Path): Finding {
  return { ...objectError(at, id, message, fix, field), severity: 'warning' };
}

/** `did you mean 'x'?`, or what to do where nothing is near. */
export function didYouMean(nearest: string | undefined, otherwise: string): string {
  return nearest === undefined ? otherwise : `did you mean '${nearest}'?`;
}

/** Compares texts by their UTF-16 code units, which no machine's language changes. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The same items in an order that follows from where each was made, not from the order in which they came.
 * @param tie what tells apart items that were made at one place; @default - nothing
 */
export function inOrder<T extends { readonly where: Where }>(
  items: Iterable<T>,
  tie: (item: T) => string = () => '',
): T[] {
  return [...items].sort((a, b) => compareWhere(a.where, b.where) || compare(tie(a), tie(b)));
}

/** Lines of a file are compared as numbers, so that line 9 comes before line 10. */
function compareWhere(a: Where, b: Where): number {
  if ('file' in a && 'file' in b && a.file === b.file) {
    return (a.line ?? 0) - (b.line ?? 0);
  }
  return compare(formatWhere(a), formatWhere(b));
}

/** The items under each key, keys in the order in which they first appear. */
export function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
