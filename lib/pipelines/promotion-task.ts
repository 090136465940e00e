import { Construct } from 'constructs';
import type { ExpressionVariable } from '../../imports/kargo';
import { emit } from '../constructs/emit';
import { propsOf } from '../constructs/props';
import { ANYTHING, needed, type Shape } from '../core/shape';
import { compact, type Draft } from '../core/values';
import { KARGO_API, PIPELINE_METADATA, type PipelineMetadata } from './metadata';
import { ProjectBase } from './project';
import { type Step, type TaskStep, type Variables, variableList } from './steps';

/** A task that steps can call. */
export interface IPromotionTask {
  readonly name: string;
  /**
   * A step that calls the task.
   * @param vars values of the task's variables
   * @param as alias of the step; the steps of the task are then known as `<alias>::<step>` @default - `task-<n>`
   */
  call(vars?: Variables, as?: string): TaskStep;
}

/** Properties of a PromotionTask. */
export interface PromotionTaskProps extends PipelineMetadata {
  /** The variables that its steps use, each with a value unless whoever calls it must give one. @default - none */
  readonly vars?: readonly ExpressionVariable[];
  /** A task cannot call another task. */
  readonly steps: readonly Exclude<Step, TaskStep>[];
}

/** What is in `vars` and `steps` is told of by the schema. */
const PROMOTION_TASK: Shape<PromotionTaskProps> = { ...PIPELINE_METADATA, vars: ANYTHING, steps: needed(ANYTHING) };

/** Steps that Stages of a Project share. */
export class PromotionTask extends Construct implements IPromotionTask {
  /** A PromotionTask of the same Project that is known to exist. */
  static fromName(name: string): IPromotionTask {
    return reference('PromotionTask', name);
  }

  /** A ClusterPromotionTask that is known to exist. */
  static fromClusterTaskName(name: string): IPromotionTask {
    return reference('ClusterPromotionTask', name);
  }

  readonly name: string;

  constructor(scope: Construct, id: string, props: PromotionTaskProps) {
    super(scope, id);
    const checked = propsOf(this, 'a PromotionTask', PROMOTION_TASK, props);
    const { labels, annotations, vars, steps } = checked;
    this.name = checked.name ?? id;
    const namespace = ProjectBase.of(this).name;
    emit(this, {
      apiVersion: KARGO_API,
      kind: 'PromotionTask',
      metadata: { name: this.name, namespace, labels, annotations },
      spec: compact({ vars: vars as Draft, steps: steps as unknown as Draft }),
    });
  }

  call(vars?: Variables, as?: string): TaskStep {
    return callOf({ name: this.name }, vars, as);
  }
}

const known = new WeakSet<object>();

/** The tasks among those that steps call of which only the name is known, and which so need not be in the fleet. */
export function knownTasks(steps: readonly Step[]): { readonly kind: string; readonly name: string }[] {
  return steps.flatMap((step) => {
    const task = step?.task;
    return task !== undefined && known.has(task) ? [{ kind: task.kind ?? 'PromotionTask', name: task.name }] : [];
  });
}

function reference(kind: 'PromotionTask' | 'ClusterPromotionTask', name: string): IPromotionTask {
  const task = kind === 'PromotionTask' ? { name } : { kind, name };
  known.add(task);
  return { name, call: (vars, as) => callOf(task, vars, as) };
}

function callOf(task: TaskStep['task'], vars?: Variables, as?: string): TaskStep {
  return { ...(as !== undefined && { as }), task, ...(vars !== undefined && { vars: variableList(vars) }) };
}
