import { clusterRules, LEASE_RULES, ROLLOUTS_RULES, type Rule, SECRET_RULES } from '../access/controller-rules';
import { minorOf } from '../core/version';
import type { FleetDescription } from '../description/fleet-description';
import type { Action } from '../kube/api';
import type { Target } from './target';

/** The minor version from which controllers have a heartbeat. */
const HEARTBEAT_MINOR = 10;
/** What an unknown version is taken for. */
const NEWEST_MINOR = 11;

/** Each thing that the controller of a shard needs to do in the control plane's cluster. */
export function neededActions({ shard, controlPlane }: Target): Action[] {
  const minor = minorOf(controlPlane.version) ?? NEWEST_MINOR;
  const { namespace } = controlPlane;
  const projects = shard.projects === '*' ? [] : shard.projects;
  return [
    ...actionsOf(clusterRules(minor)),
    ...(shard.rollouts ? actionsOf(ROLLOUTS_RULES) : []),
    ...(minor >= HEARTBEAT_MINOR ? actionsOf(LEASE_RULES, namespace) : []),
    ...[...sharedNamespaces(controlPlane), ...projects].flatMap((name) => actionsOf(SECRET_RULES, name)),
  ];
}

const WRITE = ['create', 'update', 'patch', 'delete'];

/** Rules that would let whoever has them get at everything else. */
const TAKEOVER_RULES: readonly Rule[] = [
  {
    group: 'rbac.authorization.k8s.io',
    resources: ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'],
    verbs: WRITE,
  },
  { group: 'rbac.authorization.k8s.io', resources: ['roles', 'clusterroles'], verbs: ['bind', 'escalate'] },
  { group: '', resources: ['pods', 'pods/exec', 'replicationcontrollers'], verbs: ['create'] },
  { group: 'apps', resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'], verbs: WRITE },
  { group: 'batch', resources: ['jobs', 'cronjobs'], verbs: WRITE },
  { group: '', resources: ['serviceaccounts/token'], verbs: ['create'] },
  { group: '', resources: ['users', 'groups', 'serviceaccounts'], verbs: ['impersonate'] },
  { group: '', resources: ['secrets'], verbs: [...WRITE] },
  { group: '', resources: ['namespaces'], verbs: ['delete'] },
  {
    group: 'admissionregistration.k8s.io',
    resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
    verbs: WRITE,
  },
  { group: 'apiextensions.k8s.io', resources: ['customresourcedefinitions'], verbs: WRITE },
];

/**
 * Things that it must not be able to do: read Secrets of the cluster and of Projects that it does not serve, and whatever
 * would let it take more rights than it has.
 */
export function forbiddenActions({ shard, controlPlane }: Target, { projects }: FleetDescription): Action[] {
  const served = shard.projects === '*' ? projects : shard.projects;
  const homes = ['kube-system', controlPlane.namespace];
  const foreign = [...new Set([...homes, 'default', ...projects])].filter((name) => !served.includes(name));
  return [
    ...foreign.flatMap((namespace) => actionsOf(SECRET_RULES, namespace)),
    ...actionsOf(TAKEOVER_RULES),
    ...homes.flatMap((namespace) => actionsOf(TAKEOVER_RULES.filter(isNamespaced), namespace)),
    // A reader of all Projects is bound in each of their namespaces, and so not to Secrets as a whole either.
    ...actionsOf(SECRET_RULES),
  ];
}

/** `get secrets in kargo`. */
export function describeAction({ verb, group, resource, subresource, namespace }: Action): string {
  const what = `${resource}${subresource === undefined ? '' : `/${subresource}`}${group === '' ? '' : `.${group}`}`;
  return `${verb} ${what}${namespace === undefined ? '' : ` in ${namespace}`}`;
}

const CLUSTER_SCOPED = new Set(['admissionregistration.k8s.io', 'apiextensions.k8s.io']);

function isNamespaced({ group, resources }: Rule): boolean {
  return !CLUSTER_SCOPED.has(group) && !resources.includes('namespaces') && !resources.includes('users');
}

function sharedNamespaces({
  sharedResourcesNamespace = 'kargo-shared-resources',
  systemResourcesNamespace = 'kargo-system-resources',
}: Target['controlPlane']): string[] {
  return [sharedResourcesNamespace, systemResourcesNamespace];
}

function actionsOf(rules: readonly Rule[], namespace?: string): Action[] {
  return rules.flatMap(({ group, resources, verbs }) =>
    resources.flatMap((path) => {
      const [resource = '', subresource] = path.split('/');
      return verbs.map((verb) => ({
        verb,
        group,
        resource,
        ...(subresource !== undefined && { subresource }),
        ...(namespace !== undefined && { namespace }),
      }));
    }),
  );
}
