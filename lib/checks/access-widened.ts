import type { Finding } from '../core/finding';
import { describe, groupOf, type KubeObject } from '../core/kube-object';
import { mapping } from './read';
import { groupBy, objectError } from './report';
import type { FleetView } from './view';

const LABEL = 'app.kubernetes.io/component';
const CONTROLLER = 'controller';

/**
 * `access-widened`: the management controller lets every ServiceAccount with this label read the Secrets of every Project
 * (Kargo 1.11), also that of a shard which is meant to read only those of its own Projects.
 */
export function checkAccessWidened(view: FleetView): Finding[] {
  const narrow = groupBy(
    view.shards.filter(({ allProjects }) => !allProjects),
    ({ identity = '' }) => identity,
  );
  const labelled = view.clusters
    .filter(({ name }) => name === view.controlPlane)
    .flatMap(({ objects }) => objects.filter(({ object }) => isLabelled(object)));
  return labelled.flatMap((at) => {
    const { namespace, name } = at.object.metadata;
    return (narrow.get(`system:serviceaccount:${namespace}:${name}`) ?? []).map((shard) =>
      objectError(
        at,
        'access-widened',
        `${describe(at.object)} has label ${LABEL} '${CONTROLLER}', by which Kargo lets shard '${shard.name}' read the Secrets of every Project`,
        "remove the label, or set 'secrets' of the shard's access to 'all-projects' if that is meant",
        ['metadata', 'labels', LABEL],
      ),
    );
  });
}

function isLabelled(object: KubeObject): boolean {
  return (
    object.kind === 'ServiceAccount' && groupOf(object) === '' && mapping(object.metadata.labels)[LABEL] === CONTROLLER
  );
}
