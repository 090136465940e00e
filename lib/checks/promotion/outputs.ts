import type { Finding } from '../../core/finding';
import { describe } from '../../core/kube-object';
import { inOrder, objectError } from '../report';
import type { FleetView } from '../view';
import { Calls } from './calls';
import { type OutputProblem, Outputs } from './output-places';
import { referencePath } from './reference-path';
import type { Step, StepList } from './step-lists';
import type { StepReference } from './step-references';

/**
 * `output-missing`: outputs of a step that does not exist, or that runs later. Kargo 1.11 keeps the outputs of a task's
 * steps as `<alias of the call>::<alias in the task>`, of which the task itself sees the second half as `task.outputs`.
 */
export function checkOutputs(view: FleetView, calls = new Calls(view)): Finding[] {
  const known = new Map<StepList, Outputs>();
  const outputsOf = (steps: StepList): Outputs => {
    const outputs = known.get(steps) ?? new Outputs(steps, calls);
    known.set(steps, outputs);
    return outputs;
  };
  return [
    ...calls.stages.flatMap((stage) =>
      eachStep(stage, calls, (step, wanted) => inStage(outputsOf(stage), step, wanted)),
    ),
    ...calls.tasks.flatMap((task) =>
      eachStep(task, calls, (step, wanted) =>
        wanted.of === 'task.outputs'
          ? outputsOf(task).problem(wanted.name, step)
          : ofCaller(task, wanted, calls, outputsOf),
      ),
    ),
  ];
}

function inStage(outputs: Outputs, step: Step, { of, name }: StepReference): OutputProblem | undefined {
  if (of === 'outputs') {
    return outputs.problem(name, step);
  }
  // The variables of a call are evaluated within the task.
  return step.task === undefined
    ? { problem: 'which is there only inside a task', fix: `write outputs['${name}']` }
    : undefined;
}

/** Inside a task, `outputs` are those of the Stage that calls it. */
function ofCaller(
  task: StepList,
  { name, conditional }: StepReference,
  calls: Calls,
  outputsOf: (steps: StepList) => Outputs,
): OutputProblem | undefined {
  const lacking = conditional
    ? []
    : calls.of(task).filter((call) => outputsOf(call.caller).problem(name, call.step) !== undefined);
  const [first] = inOrder(
    lacking.map(({ caller }) => caller.owner.at),
    ({ object }) => describe(object),
  );
  if (first === undefined) {
    return undefined;
  }
  const own = task.steps.some(({ alias }) => alias === name);
  return {
    problem: `which no step of ${describe(first.object)} makes before it calls the task`,
    fix: own ? `write task.outputs['${name}']` : 'use the outputs of a step that runs before every call of the task',
  };
}

function eachStep(
  steps: StepList,
  calls: Calls,
  problemOf: (step: Step, wanted: StepReference) => OutputProblem | undefined,
): Finding[] {
  const { at } = steps.owner;
  return steps.steps.flatMap((step) => {
    const wanted = calls.referencesOf(step).filter(({ of }) => of !== 'vars');
    const unique = new Map(wanted.map((reference) => [`${reference.of}['${reference.name}']`, reference]));
    return [...unique].flatMap(([written, reference]) => {
      const found = problemOf(step, reference);
      if (found === undefined) {
        return [];
      }
      const message = `step ${step.place} of ${describe(at.object)} uses ${written}, ${found.problem}`;
      const field = referencePath(step.fields, reference, step.path);
      return [objectError(at, 'output-missing', message, found.fix, field)];
    });
  });
}
