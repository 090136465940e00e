import type { Finding } from '../core/finding';
import { describe, groupOf } from '../core/kube-object';
import { CHART_CLUSTER_ROLES, CHART_ROLES, PROJECT_ROLES } from './kargo-roles';
import { projectsOf } from './projects';
import { mapping, text } from './read';
import { objectError } from './report';
import type { ClusterView, FleetView } from './view';

/**
 * `role-missing`: a binding to a role of Kargo's chart that the same cluster does not get, because the chart is rendered
 * without what the role depends on. Any other role may well come from somewhere else.
 */
export function checkRoles(view: FleetView): Finding[] {
  return view.clusters
    .filter(({ name }) => !view.foreignKargo.includes(name))
    .flatMap((cluster) => missingRoles(cluster, new Set(projectsOf(view, cluster))));
}

function missingRoles({ name: cluster, objects }: ClusterView, projects: ReadonlySet<string>): Finding[] {
  const rbac = objects.filter(({ object }) => groupOf(object) === 'rbac.authorization.k8s.io');
  const roles = new Set(
    rbac.map(({ object }) => roleName(object.kind, object.metadata.namespace, object.metadata.name)),
  );
  return rbac.flatMap((at) => {
    const roleRef = mapping(at.object['roleRef']);
    const { namespace } = at.object.metadata;
    const kind = text(roleRef['kind']);
    const wanted = text(roleRef['name']);
    if (kind === undefined || wanted === undefined || !isOfChart(kind, wanted, projects.has(namespace ?? ''))) {
      return [];
    }
    if (roles.has(roleName(kind, kind === 'Role' ? namespace : undefined, wanted))) {
      return [];
    }
    const place = kind === 'Role' ? `namespace '${namespace}' of cluster '${cluster}'` : `cluster '${cluster}'`;
    const message = `${describe(at.object)} is a binding to ${kind} '${wanted}', which this fleet does not make in ${place}`;
    return [
      objectError(
        at,
        'role-missing',
        message,
        'render the chart of the control plane with what the role depends on, or bind to a role of your own',
        ['roleRef', 'name'],
      ),
    ];
  });
}

function isOfChart(kind: string, name: string, inProject: boolean): boolean {
  if (kind === 'ClusterRole') {
    return CHART_CLUSTER_ROLES.has(name);
  }
  return kind === 'Role' && CHART_ROLES.has(name) && !(inProject && PROJECT_ROLES.has(name));
}

function roleName(kind: string, namespace: string | undefined, name: string): string {
  return [kind, namespace ?? '', name].join('\0');
}
