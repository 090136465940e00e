import { nearest } from '../../core/nearest';
import { didYouMean } from '../report';
import type { Calls } from './calls';
import type { Step, StepList } from './step-lists';

/** Why outputs are not there, to follow what they are in a sentence. */
export interface OutputProblem {
  readonly problem: string;
  readonly fix: string;
}

/** Separates the alias of a call from that of a step of the task (Kargo 1.11). */
const WITHIN = '::';

const MOST_COMPARED = 200;

/** From which place in a list on there are which outputs. */
export class Outputs {
  private readonly places = new Map<string, number>();
  /** How many outputs there are before each place. */
  private readonly before = new Map<number, number>();
  private readonly names: string[] = [];
  /** Calls of tasks of which the steps are not known. */
  private readonly opaque = new Set<string>();

  constructor(list: StepList, calls: Calls) {
    for (const step of list.steps) {
      const task = step.task && calls.taskOf({ caller: list, step });
      this.before.set(step.place, this.names.length);
      this.add(step.alias, step.place);
      for (const inner of task?.steps ?? []) {
        this.add(`${step.alias}${WITHIN}${inner.alias}`, step.place);
      }
      if (step.task !== undefined && task === undefined) {
        this.opaque.add(step.alias);
      }
    }
  }

  /** Why a step does not find the outputs of that name, or undefined where it does, or may. */
  problem(name: string, step: Step): OutputProblem | undefined {
    const [call = '', inner] = name.split(WITHIN);
    const place =
      this.places.get(name) ?? (inner !== undefined && this.opaque.has(call) ? this.places.get(call) : undefined);
    // The variables of a call are evaluated in each step of the task, and so after some of its steps.
    const within = inner !== undefined && step.task !== undefined && call === step.alias;
    if (within || (place !== undefined && place < step.place)) {
      return undefined;
    }
    if (place !== undefined) {
      const problem = place === step.place ? 'which it makes itself' : `which step ${place} makes later`;
      return { problem, fix: `use the outputs of a step before step ${step.place}` };
    }
    const otherwise = `give the step that makes them 'as: ${name}', or leave them out`;
    return { problem: 'which no step makes', fix: didYouMean(nearest(name, this.justBefore(step)), otherwise) };
  }

  /** The last outputs that there are before a step: looking at all for each of thousands of steps would take long. */
  private justBefore({ place }: Step): string[] {
    const count = this.before.get(place) ?? 0;
    return this.names.slice(Math.max(0, count - MOST_COMPARED), count);
  }

  private add(name: string, place: number): void {
    if (!this.places.has(name)) {
      this.places.set(name, place);
      this.names.push(name);
    }
  }
}
