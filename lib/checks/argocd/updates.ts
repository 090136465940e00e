import type { Path } from '../../core/path';
import type { Located } from '../pipelines';
import { type Call, Calls } from '../promotion/calls';
import { isGiven, type Step } from '../promotion/step-lists';
import { list, mapping } from '../read';
import { type Selector, selectorOf } from '../selector';
import type { FleetView } from '../view';
import { scopeOfStep, scopeOfTaskStep } from './step-scope';
import { evaluate, type Scope } from './template';

/** What a Stage updates. */
export interface Update {
  readonly stage: Located;
  /** Where the Stage says so. */
  readonly path: Path;
  /** @default - that of the controller's Argo CD */
  readonly namespace?: string;
  /** The Application, by its name or by labels. */
  readonly target: { readonly name: string } | { readonly selector: Selector };
}

/**
 * What Stages update for certain: names that are not known before a promotion are left out, and so are steps with a
 * condition, which may be meant for other Stages. `argocd-wait` needs no authorization (Kargo 1.11).
 */
export function updatesOf(view: FleetView): Update[] {
  const calls = new Calls(view);
  return calls.stages.flatMap((caller) =>
    caller.steps.flatMap((step) => {
      const call = { caller, step };
      return step.task === undefined ? updatesIn(step, call, scopeOfStep) : updatesByTask(call, calls);
    }),
  );
}

function updatesByTask(call: Call, calls: Calls): Update[] {
  const task = calls.taskOf(call);
  return (task?.steps ?? []).flatMap((own) =>
    task === undefined ? [] : updatesIn(own, call, () => scopeOfTaskStep(call, task, own.vars)),
  );
}

function updatesIn({ fields, path }: Step, call: Call, scopeOf: (call: Call) => Scope): Update[] {
  if (fields['uses'] !== 'argocd-update' || isGiven(fields['if'])) {
    return [];
  }
  const scope = scopeOf(call);
  return list(mapping(fields['config'])['apps']).flatMap((app, i) => {
    const { name, namespace, selector } = mapping(app);
    const written = call.step.task === undefined ? [...path, 'config', 'apps', i] : [...call.step.path, 'task'];
    const place = isGiven(namespace) ? evaluate(namespace, scope) : undefined;
    const target = isGiven(selector) ? bySelector(selector, scope) : byName(name, scope);
    return target === undefined || (isGiven(namespace) && !place)
      ? []
      : [{ stage: call.caller.owner, path: written, target, ...(place && { namespace: place }) }];
  });
}

function bySelector(selector: unknown, scope: Scope): Update['target'] | undefined {
  const known = selectorOf(selector, (value) => evaluate(value, scope));
  return known && { selector: known };
}

function byName(template: unknown, scope: Scope): Update['target'] | undefined {
  const name = evaluate(template, scope);
  return name === undefined || name === '' ? undefined : { name };
}
