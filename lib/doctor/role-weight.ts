import { isMapping } from '../core/values';
import { accessText } from './access-text';

const READ = ['get', 'list', 'watch'];
/** Whoever may change something of these groups can do more than look: workloads, access, what the API server asks, Kargo, Argo CD. */
const GROUPS = [
  '',
  'apps',
  'batch',
  'rbac.authorization.k8s.io',
  'authorization.openshift.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'coordination.k8s.io',
  'cert-manager.io',
  'kargo.akuity.io',
  'argoproj.io',
];
/** Reading these is more than looking. */
const NOT_ONLY_READ = /^(secrets|pods\/(exec|attach|proxy)|services\/proxy|nodes\/proxy)$/;
/** Resources of the core group that anybody may be let change. */
const HARMLESS = ['events', 'bindings'];
/** Whom one can be in place of oneself; OpenShift lets everybody choose the scopes of a login, which is none of these. */
const PERSONS = ['users', 'groups', 'serviceaccounts', 'uids'];

/**
 * What in a role's rules a shard's identity must not have through a group that it is in by chance: changing workloads, access
 * or Kargo's objects, any look at Secrets, being somebody else. Undefined where it gives none of that: looking is what every
 * controller may do already, and clusters let everybody find out what there is.
 */
export function weightyRule(rules: unknown): string | undefined {
  const weighty = (Array.isArray(rules) ? rules : []).filter(isMapping).find(isWeighty);
  return weighty === undefined ? undefined : accessText(weighty);
}

function isWeighty(rule: { readonly [field: string]: unknown }): boolean {
  const verbs = textsIn(rule['verbs']);
  const resources = textsIn(rule['resources']);
  const groups = textsIn(rule['apiGroups']);
  const all = groups.includes('*');
  const core = all || groups.includes('');
  if (verbs.length === 0 || resources.length === 0) {
    return false;
  }
  if (verbs.includes('impersonate') || verbs.includes('*')) {
    if (resources.some((resource) => resource === '*' || PERSONS.includes(resource))) {
      return all || core || groups.includes('authentication.k8s.io') || GROUPS.some((group) => groups.includes(group));
    }
  }
  if (core && resources.some((resource) => resource === '*' || NOT_ONLY_READ.test(resource))) {
    return true;
  }
  const changes = verbs.some((verb) => !READ.includes(verb) && verb !== 'impersonate');
  return (
    changes &&
    resources.some((resource) => !HARMLESS.includes(resource)) &&
    (all || groups.some((group) => GROUPS.includes(group)))
  );
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
