import * as fc from 'fast-check';
import type { JsonObject } from '../core/kube-object';
import { valueSets } from './arbitrary';
import { counting, NONE, type Tally, total } from './tally';
import type { Verdict } from './verdict';

/** How random sets of values are to be compared. */
export interface RandomRuns {
  /** How many sets. */
  readonly runs: number;
  /** The same seed gives the same sets, with the same version of this package; a 32 bit integer. */
  readonly seed: number;
  readonly judge: (values: JsonObject) => Verdict;
  /** Told after every set how many there have been. @default - nobody is told */
  readonly onSet?: (done: number) => void;
  /** How many sets may be tried to make one that differs small. @default 250 */
  readonly maxSteps?: number;
}

/** A set of values with which the two sides differ. */
export interface DifferingSet {
  readonly values: JsonObject;
  readonly verdict: Verdict;
}

/** What comes out of it. */
export interface RandomOutcome {
  readonly tally: Tally;
  /** The smallest set that was found with which the two sides differ. @default - they agree on all sets */
  readonly differing?: DifferingSet;
}

/** Each step is a helm process, of some 50 ms: more of them would not be waited for. */
const MAX_STEPS = 250;

/**
 * Compares random sets of values until one differs, and makes that one as small as it can.
 * @throws whatever `judge` throws
 */
export function compareRandomSets(props: RandomRuns): RandomOutcome {
  const search = new Search(props);
  fc.check(
    fc.property(valueSets(), (values) => search.agrees(values)),
    { numRuns: props.runs, seed: props.seed },
  );
  return search.outcome();
}

class Search {
  private tally = NONE;
  private differing: DifferingSet | undefined;
  private steps = 0;
  private unexpected: { readonly error: unknown } | undefined;

  constructor(private readonly props: RandomRuns) {}

  /** Whether both sides do the same with a set of values. */
  agrees(values: JsonObject): boolean {
    if (this.unexpected !== undefined || this.isSmallEnough()) {
      return true;
    }
    try {
      return this.note(values, this.props.judge(values));
    } catch (error) {
      // To fast-check an error is a set that differs, which it would go on to shrink.
      this.unexpected = { error };
      return true;
    }
  }

  outcome(): RandomOutcome {
    if (this.unexpected !== undefined) {
      throw this.unexpected.error;
    }
    return { tally: this.tally, ...(this.differing !== undefined && { differing: this.differing }) };
  }

  private isSmallEnough(): boolean {
    return this.differing !== undefined && this.steps >= (this.props.maxSteps ?? MAX_STEPS);
  }

  private note(values: JsonObject, verdict: Verdict): boolean {
    if (this.differing === undefined) {
      this.tally = counting(this.tally, verdict);
      this.props.onSet?.(total(this.tally));
    } else {
      this.steps += 1;
    }
    const agrees = verdict.kind !== 'different' && verdict.kind !== 'disagreed';
    this.differing = agrees ? this.differing : { values, verdict };
    return agrees;
  }
}
