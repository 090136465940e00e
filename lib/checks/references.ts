import type { Finding } from '../core/finding';
import { describe } from '../core/kube-object';
import { Existing } from './existing';
import { type Located, located, requestsOf } from './pipelines';
import { list, mapping, text } from './read';
import { didYouMean, objectError } from './report';
import type { FleetView } from './view';

/** `warehouse-missing` and `stage-missing`: freight that is asked of a Warehouse or a Stage which is not there. */
export function checkFreightReferences(view: FleetView): Finding[] {
  const existing = new Existing(view, 'Stage', 'Warehouse');
  return located(view, 'Stage').flatMap((stage) =>
    requestsOf(stage.at.object).flatMap(({ origin, stages }) => [
      ...missing(existing, stage, 'Warehouse', origin, 'requests freight of'),
      ...stages.flatMap((name) => missing(existing, stage, 'Stage', name, 'requests freight from')),
    ]),
  );
}

/** `promotion-task-missing`: a step that calls a PromotionTask which is not there. */
export function checkTaskReferences(view: FleetView): Finding[] {
  return missingTasks(view, 'PromotionTask');
}

/** `promotion-task-missing` too: a step that calls a ClusterPromotionTask, which belongs to no Project. */
export function checkClusterTaskReferences(view: FleetView): Finding[] {
  return missingTasks(view, 'ClusterPromotionTask');
}

function missingTasks(view: FleetView, wanted: 'PromotionTask' | 'ClusterPromotionTask'): Finding[] {
  const existing = new Existing(view, wanted);
  return located(view, 'Stage').flatMap((stage) => {
    const template = mapping(mapping(mapping(stage.at.object.spec)['promotionTemplate'])['spec']);
    return list(template['steps']).flatMap((step) => {
      const task = mapping(mapping(step)['task']);
      const name = text(task['name']);
      const kind = text(task['kind']) ?? 'PromotionTask';
      return name === undefined || kind !== wanted ? [] : missing(existing, stage, kind, name, 'calls');
    });
  });
}

const IDS: ReadonlyMap<string, string> = new Map([
  ['Warehouse', 'warehouse-missing'],
  ['Stage', 'stage-missing'],
  ['PromotionTask', 'promotion-task-missing'],
  ['ClusterPromotionTask', 'promotion-task-missing'],
]);

function missing(
  existing: Existing,
  { at, cluster, namespace }: Located,
  kind: string,
  name: string,
  does: string,
): Finding[] {
  const id = IDS.get(kind);
  const scope = kind === 'ClusterPromotionTask' ? '' : namespace;
  if (id === undefined || existing.has(kind, cluster, scope, name)) {
    return [];
  }
  const place = scope === '' ? `the cluster '${cluster}'` : `namespace '${namespace}'`;
  const message = `${describe(at.object)} ${does} ${kind} '${name}', which is not in ${place}`;
  return [
    objectError(at, id, message, didYouMean(existing.nearest(kind, cluster, scope, name), `add ${kind} '${name}'`)),
  ];
}
