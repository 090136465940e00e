import type { Finding } from '../core/finding';
import { Existing } from './existing';
import { missingReference } from './missing-reference';
import { located, originPath, requestsOf, upstreamPath } from './pipelines';
import { list, mapping, text } from './read';
import type { FleetView } from './view';

/** `warehouse-missing` and `stage-missing`: freight that is asked of a Warehouse or a Stage which is not there. */
export function checkFreightReferences(view: FleetView): Finding[] {
  const existing = new Existing(view, 'Stage', 'Warehouse');
  return located(view, 'Stage').flatMap((stage) =>
    requestsOf(stage.at.object).flatMap((request) => [
      ...missingReference(existing, stage, 'Warehouse', request.origin, 'requests freight of', originPath(request)),
      ...request.stages.flatMap((name) =>
        missingReference(
          existing,
          stage,
          'Stage',
          name,
          'requests freight from',
          upstreamPath(stage.at.object, request, name),
        ),
      ),
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
    return list(template['steps']).flatMap((step, i) => {
      const field = ['spec', 'promotionTemplate', 'spec', 'steps', i, 'task', 'name'];
      const task = mapping(mapping(step)['task']);
      const name = text(task['name']);
      const kind = text(task['kind']) ?? 'PromotionTask';
      return name === undefined || kind !== wanted ? [] : missingReference(existing, stage, kind, name, 'calls', field);
    });
  });
}
