import { describe, type KubeObject } from '../../core/kube-object';
import { isMapping, valueAt } from '../../core/values';
import type { ShardDescription } from '../../description/fleet-description';
import { type Answers, valueOr } from '../answers';
import type { Examination } from '../examination';
import { kubectl, type Paper, paperObject } from '../paper';
import { weightyRule } from '../role-weight';

const RBAC = 'rbac.authorization.k8s.io/v1';
const KINDS = ['ClusterRoleBinding', 'RoleBinding'];
const ROLES = ['ClusterRole', 'Role'];
/** Roles of which it is known what they give where they may not be read. */
const EVERYTHING = ['cluster-admin', 'admin', 'edit', 'kargo-admin'];
/** What the management controller binds identities with access to all Projects to (Kargo 1.9 to 1.11). */
const READ_SECRETS = 'kargo-controller-read-secrets';

/**
 * `rights-beyond-dist`: a binding in the control plane's cluster that gives a shard's identity more than the fleet does. One of
 * a group that every ServiceAccount is in counts only for what its role gives: clusters bind such groups themselves (OpenShift
 * in every namespace), to roles that let everybody look.
 */
export const rights: Examination = {
  asks: ({ fleet: { controlPlane } }) =>
    controlPlane === undefined
      ? []
      : [...KINDS, ...ROLES].map((kind) => ({ cluster: controlPlane.cluster, list: { apiVersion: RBAC, kind } })),
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
      const named = shards.filter((shard) => isNamed(binding, shard, home) && !isManagements(paper, binding, shard));
      const group = named.length > 0 ? undefined : wideGroupOf(binding, home);
      const weight = group === undefined ? undefined : weightOf(answers, cluster, binding);
      const given = weight === undefined ? named : shards.filter(({ serviceAccount }) => serviceAccount !== undefined);
      if (given.length === 0) {
        return [];
      }
      const role = `${String(valueAt(binding, ['roleRef', 'kind']))} ${String(valueAt(binding, ['roleRef', 'name']))}`;
      const whose = given.map(({ name }) => `'${name}'`).join(', ');
      // Others would lose theirs with the binding.
      const verb = subjectsOf(binding).length > 1 ? 'edit' : 'delete';
      const takeOut =
        verb === 'edit' ? ` # take ${group === undefined ? 'it' : `group ${group}`} out of its subjects` : '';
      const change = `${kubectl(paper, cluster, metadata.namespace)} ${verb} ${kind.toLowerCase()} ${metadata.name}${takeOut}`;
      return [
        {
          severity: 'error' as const,
          id: 'rights-beyond-dist',
          cluster,
          object: describe(binding),
          message:
            weight === undefined
              ? `it binds the identity of shard ${whose} to ${role}, and is not in dist`
              : `it binds group ${group}, and with it the identity of shard ${whose}, to ${role} (${weight}), and is not in dist`,
          fix:
            weight === undefined || takeOut !== ''
              ? change
              : `${change} # once those who need it are bound by their names`,
        },
      ];
    });
  },
};

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

/** What the role of a binding gives that counts; undefined where that is nothing, or is not known. */
function weightOf(answers: Answers, cluster: string, binding: KubeObject): string | undefined {
  const [kind, name] = ['kind', 'name'].map((field) => String(valueAt(binding, ['roleRef', field])));
  const known = answers.list(cluster, RBAC, kind ?? '');
  if ('because' in known) {
    return EVERYTHING.includes(name ?? '') ? 'everything' : undefined;
  }
  const role = known.value.find(
    ({ metadata }) =>
      metadata.name === name && (kind === 'ClusterRole' || metadata.namespace === binding.metadata.namespace),
  );
  return weightyRule(role?.['rules']);
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
