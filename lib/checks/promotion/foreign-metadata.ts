import type { Finding } from '../../core/finding';
import { describe } from '../../core/kube-object';
import type { Path } from '../../core/path';
import { type Located, shardOf } from '../pipelines';
import { list, mapping, text } from '../read';
import { groupBy, objectError } from '../report';
import type { FleetView } from '../view';
import { Calls } from './calls';
import { isGiven, type Step, type StepList } from './step-lists';

/**
 * `set-metadata-foreign-shard`: a `set-metadata` step cannot write to a Stage that another controller handles (Kargo 1.11). A
 * step with a condition may be meant for other Stages.
 */
export function checkForeignMetadata(view: FleetView, calls = new Calls(view)): Finding[] {
  const stages = groupBy(
    calls.stages.map(({ owner }) => owner),
    (owner) => keyOf(owner, owner.name),
  );
  const controllerOf = controllers(view);
  return calls.stages.flatMap((caller) => {
    const { owner } = caller;
    const own = controllerOf(owner);
    return caller.steps.flatMap((step) =>
      [...targets(step), ...throughTask(calls.taskOf({ caller, step }), step)].flatMap(({ name, path }) => {
        const foreign = (stages.get(keyOf(owner, name)) ?? []).filter((stage) => controllerOf(stage) !== undefined);
        const known = own !== undefined && foreign.length > 0;
        return known && foreign.every((stage) => controllerOf(stage) !== own)
          ? [foreignStage(owner, step, { name, path }, foreign[0])]
          : [];
      }),
    );
  });
}

function foreignStage({ at }: Located, step: Step, { name, path }: Target, target: Located | undefined): Finding {
  const shard = (stage: Located['at'] | undefined) => {
    const given = stage && shardOf(stage.object);
    return given === undefined ? 'no shard' : `shard '${given}'`;
  };
  return objectError(
    at,
    'set-metadata-foreign-shard',
    `step ${step.place} of ${describe(at.object)}, which is on ${shard(at)}, sets metadata of Stage '${name}', which is on ${shard(target?.at)}`,
    'put both Stages on one shard, or set the metadata in a step of that Stage',
    path,
  );
}

/** A Stage that a step writes to. */
interface Target {
  readonly name: string;
  /** Where the Stage that has the step says so. */
  readonly path: Path;
}

/** What the steps of a task write to that a step calls. */
function throughTask(task: StepList | undefined, { path }: Step): Target[] {
  return (task?.steps ?? []).flatMap(targets).map(({ name }) => ({ name, path: [...path, 'task'] }));
}

/** The Stages that a step writes to, as far as it names them. */
function targets({ fields, path }: Step): Target[] {
  if (fields['uses'] !== 'set-metadata' || isGiven(fields['if'])) {
    return [];
  }
  return list(mapping(fields['config'])['updates']).flatMap((update, i) => {
    const { kind, name } = mapping(update);
    const stage = text(name);
    return kind === 'Stage' && stage !== undefined
      ? [{ name: stage, path: [...path, 'config', 'updates', i, 'name'] }]
      : [];
  });
}

/** Which controller handles a Stage: the shard it claims, `''` for one without a shard, undefined where that is not known. */
function controllers(view: FleetView): (stage: Located) => string | undefined {
  const defaults = view.controllers.filter(({ isDefault, shard }) => isDefault || shard === undefined);
  const [first, ...others] = defaults;
  const unsharded = first === undefined || others.length > 0 ? undefined : (first.shard ?? '');
  return ({ at }) => shardOf(at.object) ?? unsharded;
}

function keyOf({ cluster, namespace }: Located, name: string): string {
  return [cluster, namespace, name].join('\0');
}
