import { describe, type KubeObject } from '../../core/kube-object';
import { isMapping, valueAt } from '../../core/values';
import type { ShardDescription } from '../../description/fleet-description';
import { valueOr } from '../answers';
import type { Examination } from '../examination';
import { kubectl, type Paper, paperObject } from '../paper';

const RBAC = 'rbac.authorization.k8s.io/v1';
const KINDS = ['ClusterRoleBinding', 'RoleBinding'];
/** What the management controller binds identities with access to all Projects to (Kargo 1.9 to 1.11). */
const READ_SECRETS = 'kargo-controller-read-secrets';

/** `rights-beyond-dist`: a binding in the control plane's cluster that gives a shard's identity more than the fleet does. */
export const rights: Examination = {
  asks: ({ fleet: { controlPlane } }) =>
    controlPlane === undefined
      ? []
      : KINDS.map((kind) => ({ cluster: controlPlane.cluster, list: { apiVersion: RBAC, kind } })),
  examine: (paper, answers) => {
    const { controlPlane, shards } = paper.fleet;
    if (controlPlane === undefined) {
      return [];
    }
    const { cluster, namespace: home } = controlPlane;
    return KINDS.flatMap((kind) => valueOr(answers.list(cluster, RBAC, kind), [])).flatMap((binding) => {
      const { kind, metadata } = binding;
      if (paperObject(paper, cluster, kind, metadata.namespace, metadata.name) !== undefined) {
        return [];
      }
      const given = shards.filter((shard) => isBound(binding, shard, home) && !isManagements(paper, binding, shard));
      if (given.length === 0) {
        return [];
      }
      const group = given.some((shard) => isNamed(binding, shard, home)) ? undefined : wideGroupOf(binding, home);
      const role = `${String(valueAt(binding, ['roleRef', 'kind']))} ${String(valueAt(binding, ['roleRef', 'name']))}`;
      const whose = given.map(({ name }) => `'${name}'`).join(', ');
      return [
        {
          severity: 'error' as const,
          id: 'rights-beyond-dist',
          cluster,
          object: describe(binding),
          message:
            group === undefined
              ? `it binds the identity of shard ${whose} to ${role}, and is not in dist`
              : `it binds group ${group}, and with it the identity of shard ${whose}, to ${role}, and is not in dist`,
          fix: `${group === undefined ? '' : 'bind those who need it by their names, then '}${kubectl(paper, cluster, metadata.namespace)} delete ${kind.toLowerCase()} ${metadata.name}`,
        },
      ];
    });
  },
};

function isBound(binding: KubeObject, shard: ShardDescription, home: string): boolean {
  return (
    shard.serviceAccount !== undefined &&
    (isNamed(binding, shard, home) || (wideGroupOf(binding, home) !== undefined && !isOfKubernetes(binding)))
  );
}

/** Whether it binds this identity, and not only a group that it is in. */
function isNamed(binding: KubeObject, { serviceAccount }: ShardDescription, home: string): boolean {
  return subjectsOf(binding).some(({ kind, name, namespace }) =>
    kind === 'ServiceAccount'
      ? name === serviceAccount && namespace === home
      : kind === 'User' && name === `system:serviceaccount:${home}:${serviceAccount}`,
  );
}

/** The group in it that every ServiceAccount of a namespace is in; undefined where it binds none. */
function wideGroupOf(binding: KubeObject, home: string): string | undefined {
  const groups = [`system:serviceaccounts:${home}`, 'system:serviceaccounts', 'system:authenticated'];
  return groups.find((group) => subjectsOf(binding).some(({ kind, name }) => kind === 'Group' && name === group));
}

/** Whether it is one of those that every API server makes for itself, which give next to nothing. */
function isOfKubernetes(binding: KubeObject): boolean {
  return (
    binding.metadata.labels?.['kubernetes.io/bootstrapping'] === 'rbac-defaults' &&
    // `cluster-admin` has the label too, and anybody may have been added to it.
    String(valueAt(binding, ['roleRef', 'name'])).startsWith('system:')
  );
}

function subjectsOf(binding: KubeObject) {
  const subjects = binding['subjects'];
  return (Array.isArray(subjects) ? subjects : []).filter(isMapping);
}

/** Whether the management controller made it, as it does for identities that may read the Secrets of all Projects. */
function isManagements({ fleet }: Paper, binding: KubeObject, { serviceAccount, projects }: ShardDescription): boolean {
  return (
    projects === '*' &&
    binding.metadata.name === `${serviceAccount}-read-secrets` &&
    valueAt(binding, ['roleRef', 'name']) === READ_SECRETS &&
    binding.metadata.namespace !== fleet.controlPlane?.namespace
  );
}
