import type { Finding } from '../../core/finding';
import { describe } from '../../core/kube-object';
import { nearest } from '../../core/nearest';
import type { Path } from '../../core/path';
import { didYouMean, inOrder, objectError, objectWarning } from '../report';
import type { FleetView } from '../view';
import { type Call, Calls } from './calls';
import { referencesIn } from './expression';
import { namesOf, type StepList } from './step-lists';
import { usedEarlyByStage, usedEarlyByTask } from './variable-order';
import { placeInStep, VariablePlaces } from './variable-places';

/** With more mistakes than that in one object, it is not said of each what was meant: that would take long. */
const MOST_HINTS = 100;

/**
 * `variable-undeclared`: a variable that is used and that nothing declares, or that is declared only later, is null, and in
 * a text the word `null`. All variables of a call reach the task, so what the task does not declare works as long as every
 * caller sets it (Kargo 1.11): a warning then, an error where one does not.
 */
export function checkVariablesUndeclared(view: FleetView, calls = new Calls(view)): Finding[] {
  return [
    ...calls.stages.flatMap((stage) => undeclaredByStage(stage, calls)),
    ...calls.tasks.flatMap((task) => undeclaredByTask(task, calls)),
  ];
}

function undeclaredByStage(stage: StepList, calls: Calls): Finding[] {
  const { at } = stage.owner;
  const shared = namesOf(stage.vars);
  const missing = usedEarlyByStage(stage, calls);
  const places = new VariablePlaces(stage);
  const find = (name: string, place: string, declared: readonly ReadonlySet<string>[], fieldOf: () => Path) => {
    if (!missing.has(name) && !declared.some((names) => names.has(name))) {
      const message = `${describe(at.object)} uses variable '${name}' in ${place}, which nothing declares, so it would be null`;
      const hint =
        missing.size < MOST_HINTS
          ? nearest(
              name,
              declared.flatMap((names) => [...names]),
            )
          : undefined;
      const fix = didYouMean(hint, `declare '${name}' in the 'vars' of the step or of the Stage`);
      missing.set(name, objectError(at, 'variable-undeclared', message, fix, fieldOf()));
    }
  };
  for (const { of, name, guarded } of referencesIn(stage.vars.map(({ value }) => value))) {
    if (of === 'vars' && !guarded) {
      find(name, "its 'vars'", [shared], () => places.inVars(name) ?? []);
    }
  }
  for (const step of stage.steps) {
    const used = calls.referencesOf(step).filter(({ of }) => of === 'vars');
    const task = step.task && calls.taskOf({ caller: stage, step });
    // A task that is not in view may declare anything.
    if (used.length > 0 && (step.task === undefined || task !== undefined)) {
      const declared = [shared, namesOf(step.vars, task?.vars ?? [])];
      for (const { name } of used) {
        find(name, `step ${step.place}`, declared, () => placeInStep(step, name));
      }
    }
  }
  return [...missing.values()];
}

function undeclaredByTask(task: StepList, calls: Calls): Finding[] {
  const callers = calls.of(task);
  const undeclared = undeclaredIn(task, calls);
  const early = usedEarlyByTask(task, calls);
  for (const name of early.keys()) {
    undeclared.delete(name);
  }
  if (undeclared.size === 0) {
    return [...early.values()];
  }
  const { at } = task.owner;
  const places = new VariablePlaces(task);
  const own = [...namesOf(task.vars)];
  const lacking = new Map<string, Call[]>([...undeclared].map(([name]) => [name, []]));
  for (const call of callers) {
    const given = namesOf(call.caller.vars, call.step.vars);
    for (const [name, without] of lacking) {
      if (!given.has(name)) {
        without.push(call);
      }
    }
  }
  const found = [...lacking].map(([name, without]) => {
    const uses = `${describe(at.object)} uses variable '${name}', which it does not declare`;
    const meant = lacking.size > MOST_HINTS ? undefined : nearest(name, own);
    const hint = didYouMean(meant, `declare '${name}' in 'spec.vars' of the task`);
    const field = places.inVars(name) ?? places.inSteps(name);
    if (without.length === 0) {
      const message = `${uses}; it works only as long as everything that calls the task sets it`;
      return objectWarning(at, 'variable-undeclared', message, `declare '${name}' in 'spec.vars' of the task`, field);
    }
    const message = `${uses}, and which ${nameCallers(without)} not set, so it would be null`;
    const tell = undeclared.get(name) ? objectWarning : objectError;
    return tell(at, 'variable-undeclared', message, hint, field);
  });
  return [...early.values(), ...found];
}

/** What a task uses and does not declare, and whether only on a condition. */
function undeclaredIn(task: StepList, calls: Calls): Map<string, boolean> {
  const shared = namesOf(task.vars);
  const found = new Map<string, boolean>();
  for (const { of, name, guarded } of referencesIn(task.vars.map(({ value }) => value))) {
    if (of === 'vars' && !guarded && !shared.has(name)) {
      found.set(name, false);
    }
  }
  for (const step of task.steps) {
    const own = namesOf(step.vars);
    for (const { of, name, conditional } of calls.referencesOf(step)) {
      if (of === 'vars' && !shared.has(name) && !own.has(name)) {
        found.set(name, conditional && (found.get(name) ?? true));
      }
    }
  }
  return found;
}

/** `Stage apps/x, which calls it, does`, or the first of several. */
function nameCallers(calls: readonly Call[]): string {
  const stages = new Map(calls.map(({ caller: { owner } }) => [owner, owner.at]));
  const [first, ...others] = inOrder(stages.values(), ({ object }) => describe(object));
  const name = first === undefined ? 'a caller' : describe(first.object);
  return others.length === 0
    ? `${name}, which calls it, does`
    : `${name} and ${others.length} more ${others.length === 1 ? 'Stage that calls' : 'Stages that call'} it do`;
}
