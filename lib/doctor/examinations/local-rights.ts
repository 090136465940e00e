import { describe, type KubeObject } from '../../core/kube-object';
import { isMapping, valueAt } from '../../core/values';
import { type Answers, valueOr } from '../answers';
import type { Examination } from '../examination';
import { kubectl, type Paper, paperObject } from '../paper';
import { controllers } from '../places';

const RBAC = 'rbac.authorization.k8s.io/v1';
const BINDINGS = ['ClusterRoleBinding', 'RoleBinding'];
/** Roles that Kubernetes and Kargo make for people. */
const FOR_PEOPLE = ['cluster-admin', 'admin', 'edit', 'kargo-admin'];
/** Verbs by which somebody gets the rights of others. */
const CLIMBING = ['impersonate', 'escalate', 'bind'];

/**
 * `rights-beyond-dist`: a binding in a controller's own cluster that gives its pods far more than the fleet does. What its
 * owner gave it besides, such as reading some Secrets, is left alone.
 */
export const localRights: Examination = {
  asks: (paper) =>
    clusters(paper).flatMap((cluster) =>
      [...BINDINGS, 'ClusterRole'].map((kind) => ({ cluster, list: { apiVersion: RBAC, kind } })),
    ),
  examine: (paper, answers) =>
    clusters(paper).flatMap((cluster) =>
      BINDINGS.flatMap((kind) => valueOr(answers.list(cluster, RBAC, kind), [])).flatMap((binding) => {
        const { kind, metadata } = binding;
        const bound = accountsIn(paper, cluster).filter((account) => isBound(binding, account));
        const onPaper = paperObject(paper, cluster, kind, metadata.namespace, metadata.name) !== undefined;
        if (onPaper || bound.length === 0 || !isWide(answers, cluster, binding)) {
          return [];
        }
        return [
          {
            severity: 'error' as const,
            id: 'rights-beyond-dist',
            cluster,
            object: describe(binding),
            message: `it binds ServiceAccount ${bound.join(', ')}, as which a controller runs, to ${roleOf(binding)}, and is not in dist`,
            fix: `${kubectl(paper, cluster, metadata.namespace)} delete ${kind.toLowerCase()} ${metadata.name}`,
          },
        ];
      }),
    ),
};

function clusters(paper: Paper): string[] {
  return [...new Set(controllers(paper).map(({ cluster }) => cluster))];
}

/** `kargo/kargo-controller`: as whom the controllers of a cluster run. */
function accountsIn(paper: Paper, cluster: string): string[] {
  const all = controllers(paper).filter((controller) => controller.cluster === cluster);
  return [
    ...new Set(
      all.flatMap(({ namespace, deployment }) => {
        const object = paperObject(paper, cluster, 'Deployment', namespace, deployment)?.object;
        const name = valueAt(object, ['spec', 'template', 'spec', 'serviceAccountName']);
        return typeof name === 'string' ? [`${namespace}/${name}`] : [];
      }),
    ),
  ];
}

function isBound({ subjects }: KubeObject, account: string): boolean {
  const [namespace, name] = account.split('/');
  return (Array.isArray(subjects) ? subjects : [])
    .filter(isMapping)
    .some((subject) =>
      subject['kind'] === 'ServiceAccount'
        ? subject['namespace'] === namespace && subject['name'] === name
        : subject['kind'] === 'User' && subject['name'] === `system:serviceaccount:${namespace}:${name}`,
    );
}

function roleOf(binding: KubeObject): string {
  return `${String(valueAt(binding, ['roleRef', 'kind']))} ${String(valueAt(binding, ['roleRef', 'name']))}`;
}

function isWide(answers: Answers, cluster: string, binding: KubeObject): boolean {
  const [kind, name] = ['kind', 'name'].map((field) => String(valueAt(binding, ['roleRef', field])));
  if (kind !== 'ClusterRole') {
    return false;
  }
  const role = valueOr(answers.list(cluster, RBAC, kind), []).find(({ metadata }) => metadata.name === name);
  const rules = role?.['rules'];
  return FOR_PEOPLE.includes(name ?? '') || (Array.isArray(rules) && rules.filter(isMapping).some(isWideRule));
}

function isWideRule({ verbs, resources }: { readonly [field: string]: unknown }): boolean {
  const has = (list: unknown, item: string) => Array.isArray(list) && list.includes(item);
  return CLIMBING.some((verb) => has(verbs, verb)) || (has(resources, '*') && has(verbs, '*'));
}
