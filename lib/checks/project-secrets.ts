import type { Finding } from '../core/finding';
import { describe } from '../core/kube-object';
import { ignoredApart } from './ignore/ignore';
import { KUBERNETES_SECRET_ROLES, READ_SECRETS_ROLE } from './kargo-roles';
import { type Located, located, shardOf } from './pipelines';
import { allowed, grantsOf } from './rbac';
import { groupBy, inOrder, objectError } from './report';
import type { ClusterView, FleetView } from './view';

/**
 * `project-secrets-unreadable`: a controller lists the Secrets of a Project even where every repository is public, and being
 * forbidden to is an error, not a lookup without a result (Kargo 1.11). One finding for each shard and namespace.
 */
export function checkProjectSecrets(view: FleetView): Finding[] {
  const cluster = view.clusters.find(({ name }) => name === view.controlPlane);
  if (cluster === undefined) {
    return [];
  }
  const members = located({ ...view, clusters: [cluster] }, 'Stage', 'Warehouse').filter(
    ({ namespace }) => namespace !== '',
  );
  const foreign = view.foreignKargo.includes(cluster.name);
  return view.shards.flatMap(({ name, identity, allProjects }) =>
    identity === undefined || allProjects
      ? []
      : [...groupBy(servedBy(name, members), ({ namespace }) => namespace)]
          .filter(([namespace]) => !mayListSecrets(cluster, identity, namespace, foreign))
          .flatMap(([namespace, served]) =>
            ignoredApart(served, 'project-secrets-unreadable', ({ at }) => at.object).flatMap((group) =>
              unreadable(name, identity, namespace, group),
            ),
          ),
  );
}

function servedBy(shard: string, members: readonly Located[]): Located[] {
  return members.filter(({ at }) => shardOf(at.object) === shard);
}

function unreadable(shard: string, identity: string, namespace: string, served: readonly Located[]): Finding[] {
  const [first] = inOrder(
    served.map(({ at }) => at),
    ({ object }) => describe(object),
  );
  return first === undefined
    ? []
    : [
        objectError(
          first,
          'project-secrets-unreadable',
          `${describe(first.object)} is on shard '${shard}', but '${identity}' may not list Secrets in namespace '${namespace}', without which every lookup of credentials fails`,
          `bind ClusterRole '${READ_SECRETS_ROLE}' to it by a RoleBinding in that namespace, for example by 'projects' of the shard's access`,
          ['spec', 'shard'],
        ),
      ];
}

function mayListSecrets(cluster: ClusterView, identity: string, namespace: string, foreign: boolean): boolean {
  return (
    allowed(cluster, identity, { verb: 'list', group: '', resource: 'secrets', namespace }) ||
    grantsOf(cluster, identity).some(
      (grant) =>
        grant.namespace === namespace &&
        grant.rules === undefined &&
        grant.role.kind === 'ClusterRole' &&
        (KUBERNETES_SECRET_ROLES.has(grant.role.name) || (foreign && grant.role.name === READ_SECRETS_ROLE)),
    )
  );
}
