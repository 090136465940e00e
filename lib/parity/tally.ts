import type { Verdict } from './verdict';

/** How many sets of values came out how. */
export interface Tally {
  readonly equal: number;
  /** With differences, or refused by one side only. */
  readonly different: number;
  /** Refused by both sides. */
  readonly refused: number;
  /** Not compared, as the embedded renderer does not support a value. */
  readonly skipped: number;
}

/** A tally of nothing. */
export const NONE: Tally = { equal: 0, different: 0, refused: 0, skipped: 0 };

/** A tally with one verdict more. */
export function counting(tally: Tally, { kind }: Verdict): Tally {
  const key = kind === 'disagreed' ? 'different' : kind;
  return { ...tally, [key]: tally[key] + 1 };
}

/** How many sets of values a tally is of. */
export function total({ equal, different, refused, skipped }: Tally): number {
  return equal + different + refused + skipped;
}
