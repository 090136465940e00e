import type { Finding } from '../../core/finding';
import { describe } from '../../core/kube-object';
import { type Located, shardOf } from '../pipelines';
import { text } from '../read';
import { didYouMean, inOrder, objectError, objectWarning } from '../report';
import type { FleetView, ViewObject } from '../view';
import { ANNOTATION } from './annotation';
import { ANNOTATION_PATH, type Application, annotationOf, readsLists } from './application';
import { Applications } from './applications';
import { type Update, updatesOf } from './updates';

/**
 * `application-not-authorized`: Kargo refuses to update an Application that does not name the Stage in its annotation (1.11).
 * `application-missing`, a warning: a Stage updates what is not among all Applications that its controller sees.
 */
export function checkUpdates(view: FleetView): Finding[] {
  const applications = new Applications(view);
  if (applications.isEmpty) {
    return [];
  }
  const updates = updatesOf(view);
  const taken = takenBy(updates, applications);
  return updates.flatMap((update) => {
    const seen = applications.seen(update);
    const controller = applications.controllerOf(update.stage);
    // Where it is not known what sees an Application, one that serves a Stage of another controller is that one's.
    const perhaps = applications
      .perhapsSeen(update)
      .filter(({ at }) => [...(taken.get(at) ?? [])].every((other) => other === controller));
    const all = [...seen, ...perhaps];
    // An annotation that cannot be read is told of by another check; one that is still to be filled in may be right.
    if (all.some((application) => !('stages' in application.authorization) || names(application, update.stage))) {
      return [];
    }
    if (all.length === 0) {
      const missing = applications.areComplete(update) && applications.perhapsSeen(update).length === 0;
      return missing ? [notThere(update, applications)] : [];
    }
    return 'name' in update.target
      ? refused(seen.length > 0 ? seen : perhaps, update.stage, readsLists(view))
      : noneSelected(all, update, applications.areComplete(update));
  });
}

/** The controllers of the Stages that update an Application and may. */
function takenBy(updates: readonly Update[], applications: Applications): Map<ViewObject, Set<string>> {
  const taken = new Map<ViewObject, Set<string>>();
  for (const update of updates) {
    const controller = applications.controllerOf(update.stage);
    for (const application of applications.perhapsSeen(update)) {
      if (controller !== undefined && names(application, update.stage)) {
        taken.set(application.at, (taken.get(application.at) ?? new Set()).add(controller));
      }
    }
  }
  return taken;
}

function names({ authorization }: Application, stage: Located): boolean {
  return 'stages' in authorization && authorization.stages.has(nameOf(stage));
}

function refused(applications: readonly Application[], stage: Located, lists: boolean): Finding[] {
  const [first] = inOrder(
    applications.map(({ at }) => at),
    ({ object }) => describe(object),
  );
  if (first === undefined) {
    return [];
  }
  const value = text(annotationOf(first.object));
  const wanted = nameOf(stage);
  const has = value === undefined ? `no annotation ${ANNOTATION}` : `the annotation ${ANNOTATION} '${value}'`;
  const write =
    value === undefined || lists
      ? `write '${ANNOTATION}: ${value === undefined ? '' : `${value},`}${wanted}' in its annotations`
      : `write '${wanted}' there, since Kargo reads several Stages from 1.11 on only`;
  const message = `${describe(first.object)} does not authorize ${describe(stage.at.object)}, which updates it: it has ${has}`;
  return [
    objectError(
      first,
      'application-not-authorized',
      message,
      `${write}, or name another Application in the step`,
      ANNOTATION_PATH,
    ),
  ];
}

/** Kargo passes over selected Applications that do not authorize the Stage, as long as one does (1.11). */
function noneSelected(applications: readonly Application[], { stage, path }: Update, complete: boolean): Finding[] {
  if (!complete) {
    return [];
  }
  const count =
    applications.length === 1 ? 'one Application, which does' : `${applications.length} Applications, which do`;
  const message = `a step of ${describe(stage.at.object)} selects ${count} not authorize it`;
  const fix = `write '${ANNOTATION}: ${nameOf(stage)}' in the annotations of those that it is to update`;
  return [objectError(stage.at, 'application-not-authorized', message, fix, path)];
}

function notThere(update: Update, applications: Applications): Finding {
  const { stage, target, path } = update;
  const namespace = applications.namespaceOf(update);
  const place = namespace === undefined ? '' : ` in namespace '${namespace}'`;
  const what = 'name' in target ? `Application '${target.name}'${place}` : `Applications${place} by labels`;
  const nearest = 'name' in target ? applications.nearest(update, target.name) : undefined;
  const shard = shardOf(stage.at.object);
  const whose = shard === undefined ? 'of the default controller' : `of shard '${shard}'`;
  const message = `${describe(stage.at.object)} updates ${what}, which the Applications ${whose} do not have among them`;
  const otherwise = 'add it to the Applications of the shard, or correct the step';
  return objectWarning(stage.at, 'application-missing', message, didYouMean(nearest, otherwise), path);
}

function nameOf({ namespace, name }: Pick<Located, 'namespace' | 'name'>): string {
  return `${namespace}:${name}`;
}
