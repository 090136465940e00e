import { groupBy } from '../report';
import type { FleetView } from '../view';
import { type Step, type StepList, stepLists, TASK_KINDS } from './step-lists';
import { type StepReference, stepReferences } from './step-references';

/** A step of a Stage that calls a task. */
export interface Call {
  readonly caller: StepList;
  readonly step: Step;
}

/** All steps of a fleet, and which Stages call which tasks: what the checks of this folder share. */
export class Calls {
  /** The steps of all Stages. */
  readonly stages: readonly StepList[];
  /** The steps of all tasks. */
  readonly tasks: readonly StepList[];
  private readonly byTask: ReadonlyMap<string, readonly Call[]>;
  private readonly byName: ReadonlyMap<string, readonly StepList[]>;
  private readonly references = new Map<Step, readonly StepReference[]>();

  constructor(view: FleetView) {
    this.stages = stepLists(view, 'Stage');
    this.tasks = stepLists(view, ...TASK_KINDS);
    this.byName = groupBy(this.tasks, keyOfTask);
    const calls = this.stages.flatMap((caller) =>
      caller.steps.flatMap((step) => (step.task === undefined ? [] : [{ caller, step }])),
    );
    this.byTask = groupBy(calls, keyOfCall);
  }

  /** The steps of Stages and of tasks. */
  get lists(): readonly StepList[] {
    return [...this.stages, ...this.tasks];
  }

  /** The calls of a task. */
  of(task: StepList): readonly Call[] {
    return this.byTask.get(keyOfTask(task)) ?? [];
  }

  /** The task that is called, unless it is not in view, or there twice. */
  taskOf(call: Call): StepList | undefined {
    const [task, ...others] = this.byName.get(keyOfCall(call)) ?? [];
    return others.length === 0 ? task : undefined;
  }

  /** What the expressions of a step refer to. */
  referencesOf(step: Step): readonly StepReference[] {
    const references = this.references.get(step) ?? stepReferences(step);
    this.references.set(step, references);
    return references;
  }
}

function keyOfTask({ owner: { at, cluster, namespace, name } }: StepList): string {
  return key(at.object.kind, cluster, namespace, name);
}

function keyOfCall({ caller: { owner }, step: { task } }: Call): string {
  return key(task?.kind ?? '', owner.cluster, owner.namespace, task?.name ?? '');
}

/** A ClusterPromotionTask is the same one for the Stages of every namespace. */
function key(kind: string, cluster: string, namespace: string, name: string): string {
  return [kind, cluster, kind === 'ClusterPromotionTask' ? '' : namespace, name].join('\0');
}
