import type { Call } from '../promotion/calls';
import { isGiven, type StepList, type Variable } from '../promotion/step-lists';
import { evaluate, type Scope } from './template';

/** What the expressions in a step of a Stage see: its variables come after, and so before, those of the Stage. */
export function scopeOfStep({ caller, step }: Call): Scope {
  return scope(caller, [...caller.vars, ...step.vars]);
}

/**
 * What the expressions in a step of a task see. The last one of a name counts, in the order of Kargo 1.11: variables of
 * the Stage, defaults of the task that the Stage does not set, variables of the call, those of the step itself.
 */
export function scopeOfTaskStep({ caller, step: call }: Call, task: StepList, own: readonly Variable[]): Scope {
  const set = new Set(caller.vars.filter(({ value }) => isGiven(value)).map(({ name }) => name));
  const defaults = task.vars.filter(({ name, value }) => isGiven(value) && !set.has(name));
  return scope(caller, [...caller.vars, ...defaults, ...call.vars, ...own]);
}

/** A variable may use those before it. */
function scope({ owner }: StepList, variables: readonly Variable[]): Scope {
  const vars = new Map<string, string | undefined>();
  const found = {
    vars,
    ctx: new Map([
      ['project', owner.namespace],
      ['stage', owner.name],
    ]),
  };
  for (const { name, value } of variables) {
    vars.set(name, evaluate(value ?? '', found));
  }
  return found;
}
