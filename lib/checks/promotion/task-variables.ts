import type { Finding } from '../../core/finding';
import { describe } from '../../core/kube-object';
import { objectError } from '../report';
import type { FleetView } from '../view';
import { Calls } from './calls';
import { hasValue } from './step-lists';

/**
 * `variable-unset`: no Promotion can be created where a call gives no value, or an empty one, to a variable that its task
 * declares without a value (Kargo 1.11). One finding for each call.
 */
export function checkVariablesUnset(view: FleetView, calls = new Calls(view)): Finding[] {
  return calls.stages.flatMap((caller) =>
    caller.steps.flatMap((step) => {
      const required = calls.taskOf({ caller, step })?.vars.filter((variable) => !hasValue(variable)) ?? [];
      if (required.length === 0) {
        return [];
      }
      const given = new Set([...caller.vars, ...step.vars].filter(hasValue).map(({ name }) => name));
      const missing = [...new Set(required.map(({ name }) => name))].filter((name) => !given.has(name));
      const names = missing.map((name) => `'${name}'`).join(', ');
      const { at } = caller.owner;
      const message = `step ${step.place} of ${describe(at.object)} calls ${step.task?.kind} '${step.task?.name}' without a value for ${names}, so no Promotion could be created`;
      const fix = `set ${names} in the 'vars' of the step or of the Stage`;
      return missing.length === 0 ? [] : [objectError(at, 'variable-unset', message, fix, [...step.path, 'vars'])];
    }),
  );
}
