import type { Finding } from '../core/finding';
import { describe } from '../core/kube-object';
import { ROLLOUTS_ROLE, SECRET_CLUSTER_ROLES } from './kargo-roles';
import { allowed, type Grant, grantsOf } from './rbac';
import { mapping, texts } from './read';
import { errorAt, objectError } from './report';
import type { ClusterView, FleetView, ShardView } from './view';

/**
 * `rollouts-role-missing`: a controller with Rollouts lists AnalysisTemplates of the whole cluster when it starts, and ends
 * when that is forbidden (Kargo 1.11).
 */
export function checkRolloutsRole(view: FleetView): Finding[] {
  const cluster = view.clusters.find(({ name }) => name === view.controlPlane);
  if (cluster === undefined) {
    return [];
  }
  const foreign = view.foreignKargo.includes(cluster.name);
  return view.shards
    .filter(({ rollouts, identity }) => rollouts && identity !== undefined && !mayList(cluster, identity, foreign))
    .map(({ name, where, identity }) => ({
      ...errorAt(
        where,
        'rollouts-role-missing',
        `shard '${name}' has Rollouts, but '${identity}' may not list AnalysisTemplates in cluster '${cluster.name}', without which its controller does not start`,
        "set 'rollouts' of the ControlPlane to true, bind the identity to a ClusterRole that allows it, or set 'rollouts' of the Shard to false",
      ),
      object: `Shard ${name}`,
    }));
}

function mayList(cluster: ClusterView, identity: string, foreign: boolean): boolean {
  return (
    allowed(cluster, identity, { verb: 'list', group: 'argoproj.io', resource: 'analysistemplates' }) ||
    (foreign &&
      clusterGrants(cluster, identity).some(({ role, rules }) => rules === undefined && role.name === ROLLOUTS_ROLE))
  );
}

/** `cluster-wide-secrets`: a shard's identity must never reach Secrets beyond the namespaces that are meant for it. */
export function checkClusterWideSecrets(view: FleetView): Finding[] {
  return view.clusters.flatMap((cluster) => view.shards.flatMap((shard) => secretGrants(cluster, shard)));
}

function secretGrants(cluster: ClusterView, { name, identity }: ShardView): Finding[] {
  return identity === undefined
    ? []
    : clusterGrants(cluster, identity)
        .filter(reachesSecrets)
        .map(({ binding, role }) =>
          objectError(
            binding,
            'cluster-wide-secrets',
            `${describe(binding.object)} lets shard '${name}' (${identity}) reach Secrets of the whole cluster, by ClusterRole '${role.name}'`,
            'bind the role by a RoleBinding in each namespace whose Secrets the shard needs, or take Secrets out of the role',
            ['roleRef'],
          ),
        );
}

function clusterGrants(cluster: ClusterView, identity: string): Grant[] {
  return grantsOf(cluster, identity).filter(
    ({ namespace, role }) => namespace === undefined && role.kind === 'ClusterRole',
  );
}

function reachesSecrets({ role, rules }: Grant): boolean {
  return rules === undefined ? SECRET_CLUSTER_ROLES.has(role.name) : rules.some(isAboutSecrets);
}

/** With any verb, and also where it is about some names only. */
function isAboutSecrets(rule: unknown): boolean {
  const { verbs, apiGroups, resources } = mapping(rule);
  return (
    texts(verbs).length > 0 &&
    texts(apiGroups).some((group) => group === '*' || group === '') &&
    texts(resources).some((resource) => resource === '*' || resource === 'secrets')
  );
}
