import { groupOf } from '../core/kube-object';
import { list, mapping, text, texts } from './read';
import type { ClusterView, ViewObject } from './view';

// Decides as Kubernetes' RBAC authorizer does (k8s.io/kubernetes v1.34, pkg/registry/rbac and pkg/apis/rbac/v1), over the
// roles and bindings of one cluster as far as they are here. What a role aggregates from others is not looked at.

const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** What somebody wants to do. */
export interface AccessRequest {
  /** For example `list`. */
  readonly verb: string;
  /** API group; `''` for the core group. */
  readonly group: string;
  /** Plural, for example `secrets`, or with a subresource `stages/status`. */
  readonly resource: string;
  /** @default - the whole cluster, or a resource that is cluster-scoped */
  readonly namespace?: string;
  /** Name of the object. @default - no object in particular, as when listing or creating */
  readonly name?: string;
}

/** A binding that applies to a user, and what its role allows. */
export interface Grant {
  readonly binding: ViewObject;
  /** Name of the role and its kind, `Role` or `ClusterRole`. */
  readonly role: { readonly kind: string; readonly name: string };
  /** @default - it holds in the whole cluster */
  readonly namespace?: string;
  /** The role's rules. @default - the role is not among the objects of this cluster */
  readonly rules?: readonly unknown[];
}

/**
 * Whether the roles and bindings of a cluster allow a request.
 * @param user as Kubernetes names users, for example `system:serviceaccount:kargo:kargo-controller`
 */
export function allowed(cluster: ClusterView, user: string, request: AccessRequest): boolean {
  return grantsOf(cluster, user).some(
    ({ namespace, rules = [] }) =>
      (namespace === undefined || namespace === request.namespace) && rules.some((rule) => ruleAllows(rule, request)),
  );
}

/** All bindings of a cluster that apply to a user, also by way of a group. */
export function grantsOf(cluster: ClusterView, user: string): Grant[] {
  const { roles, bindings } = rbacOf(cluster);
  const subjects = subjectsOf(user);
  return [...new Set(subjects.flatMap((subject) => bindings.get(subject) ?? []))].map((binding) => {
    const { kind, metadata } = binding.object;
    const { kind: roleKind, name } = mapping(binding.object['roleRef']);
    const role = { kind: text(roleKind) ?? '', name: text(name) ?? '' };
    const namespace = kind === 'RoleBinding' ? (metadata.namespace ?? '') : undefined;
    // A ClusterRoleBinding cannot refer to a Role.
    const home = role.kind === 'Role' ? namespace : CLUSTER;
    return {
      binding,
      role,
      namespace,
      rules: home === undefined ? undefined : roles.get(key(role.kind, home, role.name)),
    };
  });
}

/** Whether one rule of a role allows a request, wherever the role is bound. */
function ruleAllows(rule: unknown, { verb, group, resource, name = '' }: AccessRequest): boolean {
  const { verbs, apiGroups, resources, resourceNames } = mapping(rule);
  const names = texts(resourceNames);
  return (
    texts(verbs).some((each) => each === '*' || each === verb) &&
    texts(apiGroups).some((each) => each === '*' || each === group) &&
    texts(resources).some((each) => resourceMatches(each, resource)) &&
    (names.length === 0 || names.includes(name))
  );
}

// A resource does not stand for its subresources, but '*' does, and '*/status' stands for that of every resource.
function resourceMatches(rule: string, resource: string): boolean {
  const slash = resource.indexOf('/');
  return rule === '*' || rule === resource || (slash >= 0 && rule === `*${resource.slice(slash)}`);
}

interface Rbac {
  /** Rules by kind, namespace and name of the role. */
  readonly roles: ReadonlyMap<string, readonly unknown[]>;
  /** Bindings by subject. */
  readonly bindings: ReadonlyMap<string, readonly ViewObject[]>;
}

/** In place of a namespace; no namespace can be called so. */
const CLUSTER = '*';

const known = new WeakMap<ClusterView, Rbac>();

/** The roles and bindings of a cluster, looked through once. */
function rbacOf(cluster: ClusterView): Rbac {
  const existing = known.get(cluster);
  if (existing !== undefined) {
    return existing;
  }
  const roles = new Map<string, readonly unknown[]>();
  const bindings = new Map<string, ViewObject[]>();
  for (const at of cluster.objects.filter(({ object }) => groupOf(object) === RBAC_GROUP)) {
    const { kind, metadata } = at.object;
    const namespace = kind === 'Role' || kind === 'RoleBinding' ? (metadata.namespace ?? '') : undefined;
    if (kind === 'Role' || kind === 'ClusterRole') {
      const role = key(kind, namespace ?? CLUSTER, metadata.name);
      roles.set(role, [...(roles.get(role) ?? []), ...list(at.object['rules'])]);
    } else if (kind === 'RoleBinding' || kind === 'ClusterRoleBinding') {
      for (const subject of list(at.object['subjects']).flatMap((each) => subjectKey(each, namespace))) {
        bindings.set(subject, bindings.get(subject) ?? []);
        bindings.get(subject)?.push(at);
      }
    }
  }
  const rbac = { roles, bindings };
  known.set(cluster, rbac);
  return rbac;
}

function key(kind: string, namespace: string, name: string): string {
  return [kind, namespace, name].join('\0');
}

/** The key of a subject of a binding in a namespace; the same as one of `subjectsOf` for a user to whom it applies. */
function subjectKey(subject: unknown, bindingNamespace: string | undefined): string[] {
  const { kind, name, namespace } = mapping(subject);
  if (kind === 'User' || kind === 'Group') {
    return [`${kind}\0${text(name) ?? ''}`];
  }
  const home = text(namespace) ?? bindingNamespace;
  return kind === 'ServiceAccount' && home !== undefined
    ? [`User\0system:serviceaccount:${home}:${text(name) ?? ''}`]
    : [];
}

/** A user and the groups that Kubernetes puts it into by itself. */
function subjectsOf(user: string): string[] {
  const [, namespace] = /^system:serviceaccount:([^:]+):[^:]+$/.exec(user) ?? [];
  const groups = namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  const everybody = user === 'system:anonymous' ? 'system:unauthenticated' : 'system:authenticated';
  return [`User\0${user}`, ...[everybody, ...groups].map((group) => `Group\0${group}`)];
}
