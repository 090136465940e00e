import type { KubeObject } from '../../../core/kube-object';
import { clusterMetadata, metadata } from '../metadata';
import type { Release } from '../release';
import type { Values } from '../values';
import type { TextMap } from '../values/collection-kinds';

/** What a role allows. */
export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** What roles and bindings have in common. */
interface Entry {
  readonly name: string | ((values: Values) => string);
  /** The namespace of a Role or RoleBinding. @default - it is a ClusterRole or ClusterRoleBinding */
  readonly namespace?: (release: Release) => string;
  readonly when: (values: Values) => boolean;
  /** Labels of the component. @default - it belongs to none */
  readonly component?: TextMap | ((values: Values) => TextMap);
  /** The component's own annotations. @default - none, only those of `global` */
  readonly annotations?: (values: Values) => TextMap;
}

/** A Role or a ClusterRole. */
export interface RoleEntry extends Entry {
  readonly rules: readonly object[] | ((values: Values) => readonly object[]);
}

/** Who a binding is for: a ServiceAccount of the release's namespace, or of another one. */
export type Subject = string | { readonly namespace: string; readonly name: string };

/** A RoleBinding or a ClusterRoleBinding, to a role of the same scope. */
export interface BindingEntry extends Entry {
  /** Name of the role. @default - the binding's own name */
  readonly role?: string | ((values: Values) => string);
  readonly subjects: (values: Values) => readonly Subject[];
}

const RBAC = 'rbac.authorization.k8s.io';
const API_VERSION = `${RBAC}/v1`;

/** One rule for resources of one API group. */
export function rule(group: string, resources: readonly string[], verbs: readonly string[]): Rule {
  return { apiGroups: [group], resources, verbs };
}

/** Whoever may read. */
export const READ = ['get', 'list', 'watch'];

/** The API groups that rules are about. */
export const CORE = '';
export const KARGO = 'kargo.akuity.io';
export const ARGO = 'argoproj.io';
export const AUTHORIZATION = 'authorization.k8s.io';
export const ROLES = RBAC;

/** The roles of a table that this release has. */
export function roles(release: Release, entries: readonly RoleEntry[]): KubeObject[] {
  return entries
    .filter(({ when }) => when(release.values))
    .map((entry) => ({
      apiVersion: API_VERSION,
      kind: entry.namespace === undefined ? 'ClusterRole' : 'Role',
      metadata: entryMetadata(release, entry),
      rules: resolve(entry.rules, release.values),
    }));
}

/** The bindings of a table that this release has. */
export function bindings(release: Release, entries: readonly BindingEntry[]): KubeObject[] {
  return entries
    .filter(({ when }) => when(release.values))
    .map((entry) => ({
      apiVersion: API_VERSION,
      kind: entry.namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
      metadata: entryMetadata(release, entry),
      roleRef: {
        apiGroup: RBAC,
        kind: entry.namespace === undefined ? 'ClusterRole' : 'Role',
        name: resolve(entry.role ?? entry.name, release.values),
      },
      subjects: entry.subjects(release.values).map((subject) => ({
        kind: 'ServiceAccount',
        ...(typeof subject === 'string' ? { namespace: release.namespace, name: subject } : subject),
      })),
    }));
}

function entryMetadata(release: Release, { name, namespace, component, annotations }: Entry) {
  const { values } = release;
  const parts = {
    component: component && resolve(component, values),
    annotations: annotations?.(values),
  };
  return namespace === undefined
    ? clusterMetadata(release, resolve(name, values), parts)
    : metadata(release, resolve(name, values), { ...parts, namespace: namespace(release) });
}

function resolve<T extends string | object>(value: T | ((values: Values) => T), values: Values): T {
  return typeof value === 'function' ? value(values) : value;
}
