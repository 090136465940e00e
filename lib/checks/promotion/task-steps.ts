import type { Finding } from '../../core/finding';
import { describe } from '../../core/kube-object';
import { objectError } from '../report';
import type { FleetView } from '../view';
import { Calls } from './calls';
import { isGiven, type Step } from './step-lists';

const NOT_WITH_TASK = ['if', 'config', 'continueOnError', 'retry'];

/** `task-step-invalid`: what the API server or Kargo's webhooks refuse of a step and a task (1.11). */
export function checkTaskSteps(view: FleetView, calls = new Calls(view)): Finding[] {
  return calls.lists.flatMap(({ owner: { at }, steps }) =>
    steps.flatMap((step) =>
      problemsOf(step, at.object.kind).map(([problem, fix, ...field]) =>
        objectError(at, 'task-step-invalid', `step ${step.place} of ${describe(at.object)} ${problem}`, fix, [
          ...step.path,
          ...field,
        ]),
      ),
    ),
  );
}

/** With the path in the step of what it is about. */
function problemsOf({ fields }: Step, owner: string): [problem: string, fix: string, ...field: string[]][] {
  const task = isGiven(fields['task']);
  const uses = isGiven(fields['uses']);
  if (task && owner !== 'Stage') {
    return [["has 'task', but a task cannot call a task", 'write the steps of that task here', 'task']];
  }
  if (task && uses) {
    return [["has both 'task' and 'uses'", 'make two steps of it, or remove one of the two', 'uses']];
  }
  if (!task && !uses) {
    const fix = owner === 'Stage' ? "give it 'uses', or 'task' to call a task" : "give it 'uses'";
    return [["has neither 'uses' nor 'task'", fix]];
  }
  const wrong = task ? NOT_WITH_TASK.filter((field) => isGiven(fields[field])) : [];
  return wrong.map((field) => [
    `calls a task and has '${field}', which only a step of its own may have`,
    `remove '${field}', or move it to the steps of the task`,
    field,
  ]);
}
