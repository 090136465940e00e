import type { Finding } from '../core/finding';
import { describe } from '../core/kube-object';
import { externalsOf } from './existing';
import { ignoredApart } from './ignore/ignore';
import { NameSet } from './name-set';
import { type Located, located } from './pipelines';
import { didYouMean, groupBy, inOrder, objectError } from './report';
import type { ClusterView, FleetView } from './view';

/** Kinds that live in the namespace of a Project. */
const IN_PROJECT = ['Stage', 'Warehouse', 'PromotionTask', 'ProjectConfig', 'Promotion', 'Freight'];

/** The names of the Projects that a cluster has, which are also those of their namespaces. */
export function projectsOf(view: FleetView, cluster: ClusterView): string[] {
  return [...located({ ...view, clusters: [cluster] }, 'Project'), ...externalsOf(view, cluster.name, 'Project')].map(
    ({ name }) => name,
  );
}

/**
 * `project-missing`: pipelines in a namespace that is no Project. One finding a namespace, however much is in it. Where
 * something could not be read, only of what is in no namespace: the Project may be there.
 */
export function checkProjectMissing(view: FleetView): Finding[] {
  return view.clusters.flatMap((cluster) => {
    const projects = new NameSet(projectsOf(view, cluster));
    const homeless = located({ ...view, clusters: [cluster] }, ...IN_PROJECT).filter(
      ({ namespace }) => !projects.has(namespace) && (namespace === '' || view.unread !== true),
    );
    return [...groupBy(homeless, ({ namespace }) => namespace)].flatMap(([namespace, members]) =>
      ignoredApart(members, 'project-missing', ({ at }) => at.object).flatMap((group) =>
        missing(namespace, group, projects.nearest(namespace)),
      ),
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
  const field = ['metadata', 'namespace'];
  return [objectError(first, 'project-missing', message, didYouMean(nearest, otherwise), field)];
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
        ['metadata', 'name'],
      ),
    );
}
