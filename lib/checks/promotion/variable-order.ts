import type { Finding } from '../../core/finding';
import { describe } from '../../core/kube-object';
import type { Path } from '../../core/path';
import { inOrder, objectError } from '../report';
import type { Call, Calls } from './calls';
import { referencesIn } from './expression';
import { hasValue, namesOf, type Step, type StepList, type Variable } from './step-lists';

// Kargo 1.11 evaluates variables one by one: those of the Stage, those of its promotion template, then for a step of a
// task the values that the task gives unless the Stage sets them, those of the call, and those of the step. What a
// value refers to before it is there is null.

/** A value that refers to a variable. */
interface Use {
  /** The variable with that value. */
  readonly by: Variable;
  /** The variable that it refers to. */
  readonly name: string;
}

/** Variables that a Stage uses before they have a value, by name. */
export function usedEarlyByStage(stage: StepList, calls: Calls): Map<string, Finding> {
  const found = new Map<string, Finding>();
  for (const use of earlyUses(stage.vars, new Set())) {
    add(found, stage, use, "its 'vars'");
  }
  const shared = namesOf(stage.vars);
  for (const step of stage.steps.filter(({ vars }) => vars.length > 0)) {
    const task = step.task && calls.taskOf({ caller: stage, step });
    // A task that is not in view may declare anything.
    if (step.task === undefined || task !== undefined) {
      const before = new Set([...shared, ...namesOf((task?.vars ?? []).filter(hasValue))]);
      for (const use of earlyUsesIn(step, before, calls)) {
        add(found, stage, use, `step ${step.place}`);
      }
    }
  }
  return found;
}

/** Variables that a task uses before they have a value, for at least one of the Stages in view that call it, by name. */
export function usedEarlyByTask(task: StepList, calls: Calls): Map<string, Finding> {
  const found = new Map<string, Finding>();
  const callers = calls.of(task);
  const firsts = new Map<string, number>();
  const lasts = new Map<string, number>();
  task.vars.forEach((variable, i) => {
    if (hasValue(variable)) {
      firsts.set(variable.name, firsts.get(variable.name) ?? i);
      lasts.set(variable.name, i);
    }
  });
  task.vars.forEach((by, i) => {
    for (const name of namesIn(by.value).filter((wanted) => (firsts.get(wanted) ?? i) >= i)) {
      const calling = callers.filter((call) => takesDefault(call, by.name) && !namesOf(call.caller.vars).has(name));
      const setting = calling.filter(({ step }) => namesOf(step.vars).has(name));
      if ((lasts.get(name) ?? -1) >= i && calling.length > 0) {
        add(found, task, { by, name }, "its 'vars'");
      } else if (setting.length > 0 && !found.has(name)) {
        found.set(name, setTooLate(task, { by, name }, setting));
      }
    }
  });
  const shared = namesOf(task.vars);
  for (const step of task.steps) {
    for (const use of earlyUsesIn(step, shared, calls)) {
      if (callers.some((call) => !namesOf(call.caller.vars, call.step.vars).has(use.name))) {
        add(found, task, use, `step ${step.place}`);
      }
    }
  }
  return found;
}

/** Whether the value that a task gives to a variable is the one that a call ends up with. */
function takesDefault({ caller, step }: Call, name: string): boolean {
  return !namesOf(caller.vars.filter(hasValue), step.vars).has(name);
}

/** Uses of variables that a list has, but not yet, and that are not there before it either. */
function earlyUses(vars: readonly Variable[], before: ReadonlySet<string>): Use[] {
  const own = namesOf(vars);
  const known = new Set(before);
  return vars.flatMap((by) => {
    const early = namesIn(by.value).filter((name) => own.has(name) && !known.has(name));
    known.add(by.name);
    return early.map((name) => ({ by, name }));
  });
}

/** The same for the variables of a step, without what its expressions ask for first. */
function earlyUsesIn(step: Step, before: ReadonlySet<string>, calls: Calls): Use[] {
  const uses = step.vars.length === 0 ? [] : earlyUses(step.vars, before);
  if (uses.length === 0) {
    return [];
  }
  const needed = new Set(calls.referencesOf(step).flatMap(({ of, name }) => (of === 'vars' ? [name] : [])));
  return uses.filter(({ name }) => needed.has(name));
}

function namesIn(value: unknown): string[] {
  const references = referencesIn(value).filter(({ of, guarded }) => of === 'vars' && !guarded);
  return [...new Set(references.map(({ name }) => name))];
}

function add(found: Map<string, Finding>, { owner: { at } }: StepList, { by, name }: Use, place: string): void {
  if (found.has(name)) {
    return;
  }
  const itself = by.name === name;
  const use = itself ? 'in its own value' : `in the value of '${by.name}'`;
  const message = `${describe(at.object)} uses variable '${name}' ${use} in ${place}, where it is not there yet, so it would be null`;
  const fix = itself ? `give '${name}' a value without itself` : `declare '${name}' before '${by.name}'`;
  found.set(name, objectError(at, 'variable-undeclared', message, fix, valuePath(by)));
}

function valuePath({ path }: Variable): Path {
  return [...path, 'value'];
}

function setTooLate({ owner: { at } }: StepList, { by, name }: Use, calls: readonly Call[]): Finding {
  const [first] = inOrder(
    calls.map(({ caller }) => caller.owner.at),
    ({ object }) => describe(object),
  );
  const caller = first === undefined ? 'a caller' : describe(first.object);
  const message = `${describe(at.object)} uses variable '${name}' in the value of '${by.name}', which is evaluated before ${caller} sets it for its call, so it would be null`;
  const fix = `let the Stage set '${name}' in its own 'vars', or use '${name}' in the steps instead of '${by.name}'`;
  return objectError(at, 'variable-undeclared', message, fix, valuePath(by));
}
