import type { Json } from '../../lib/core/kube-object';

/** What became of something from one release to the other. */
export type Change = 'new' | 'gone' | 'changed';

/** One thing that is not the same in two releases. */
export interface Difference {
  readonly change: Change;
  /** What it is about: the path of a value or a field, the name of an object. */
  readonly path: string;
  /** What it was. @default - it was not there, or had no value */
  readonly old?: Json;
  /** What it is now. @default - it is not there, or has no value */
  readonly new?: Json;
  /** What is not the same inside of it. @default - it is new, gone, or looked at as a whole */
  readonly within?: readonly Difference[];
  /** How many fields lie below it and came or went with it. @default - none */
  readonly below?: number;
}

/** Differences by what they are in: a case, a kind, a step. What has none is not listed. */
export type Differences = { readonly [name: string]: readonly Difference[] };

/** How many differences are of each change. */
export function countChanges(differences: readonly Difference[]): { readonly [change in Change]: number } {
  const count = (wanted: Change) => differences.filter(({ change }) => change === wanted).length;
  return { new: count('new'), gone: count('gone'), changed: count('changed') };
}

/**
 * Compares what two mappings have in common, and tells what only one of them has, sorted by key.
 * @param compare what to say of two things of one key, undefined when they are the same
 */
export function compareMaps<T, R>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  told: {
    readonly new: (key: string, thing: T) => R | undefined;
    readonly gone: (key: string, thing: T) => R | undefined;
    readonly both: (key: string, old: T, now: T) => R | undefined;
  },
): R[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys.flatMap((key) => {
    const old = before.get(key);
    const now = after.get(key);
    const said = !before.has(key)
      ? told.new(key, now as T)
      : !after.has(key)
        ? told.gone(key, old as T)
        : told.both(key, old as T, now as T);
    return said === undefined ? [] : [said];
  });
}
