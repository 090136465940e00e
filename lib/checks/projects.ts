import type { Finding } from '../core/finding';
import { describe } from '../core/kube-object';
import { NameSet } from './name-set';
import { type Located, located } from './pipelines';
import { didYouMean, groupBy, inOrder, objectError } from './report';
import type { FleetView } from './view';

/** Kinds that live in the namespace of a Project. */
const IN_PROJECT = ['Stage', 'Warehouse', 'PromotionTask', 'ProjectConfig', 'Promotion', 'Freight'];

/** `project-missing`: pipelines in a namespace that is no Project. One finding a namespace, however much is in it. */
export function checkProjectMissing(view: FleetView): Finding[] {
  return view.clusters.flatMap((cluster) => {
    const own: FleetView = { ...view, clusters: [cluster] };
    const projects = new NameSet([
      ...located(own, 'Project').map(({ name }) => name),
      ...view.externals.filter(({ kind }) => kind === 'Project').map(({ name }) => name),
    ]);
    const homeless = located(own, ...IN_PROJECT).filter(({ namespace }) => !projects.has(namespace));
    return [...groupBy(homeless, ({ namespace }) => namespace)].flatMap(([namespace, members]) =>
      missing(namespace, members, projects.nearest(namespace)),
    );
  });
}

function missing(namespace: string, members: readonly Located[], nearest: string | undefined): Finding[] {
  const [first, ...others] = inOrder(
    members.map(({ at }) => at),
    ({ object }) => describe(object),
  );
  if (first === undefined) {
    return [];
  }
  const who =
    others.length === 0 ? `${describe(first.object)} is` : `${describe(first.object)} and ${others.length} more are`;
  const message =
    namespace === '' ? `${who} in no namespace` : `${who} in namespace '${namespace}', which is not that of a Project`;
  const otherwise =
    namespace === '' ? "write the Project's name as 'metadata.namespace'" : `add Project '${namespace}'`;
  return [objectError(first, 'project-missing', message, didYouMean(nearest, otherwise))];
}

/** `project-config-name`: Kargo reads only the ProjectConfig that has its Project's own name (Kargo 1.11). */
export function checkProjectConfigName(view: FleetView): Finding[] {
  return located(view, 'ProjectConfig')
    .filter(({ name, namespace }) => name !== namespace)
    .map(({ at, name, namespace }) =>
      objectError(
        at,
        'project-config-name',
        `${describe(at.object)} is called '${name}', but a ProjectConfig has the name of its Project`,
        namespace === '' ? "write the Project's name as name and namespace" : `call it '${namespace}'`,
      ),
    );
}
