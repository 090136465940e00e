import { componentLabel } from '../metadata';
import type { Values } from '../values';
import { clusterBindings, clusterRoles } from './predicates';
import { AUTHORIZATION, type BindingEntry, CORE, KARGO, READ, ROLES, type RoleEntry, type Rule, rule } from './table';

/** Promotions may be deleted by whoever may promote; a role for that alone. */
const PROMOTE = [rule(KARGO, ['stages'], ['promote'])];

type Server = 'externalWebhooksServer' | 'garbageCollector' | 'managementController' | 'webhooksServer';

/** A ClusterRole of a component. */
const role = (server: Server, component: string, name: string, rules: readonly Rule[]): RoleEntry => ({
  name,
  component: componentLabel(component),
  annotations: (values) => values[server].annotations,
  when: (values) => clusterRoles(values) && values[server].enabled,
  rules,
});

/** The ClusterRoleBinding to a ClusterRole of the same name. */
const binding = (server: Server, component: string, name: string, namespaced?: [string, string]): BindingEntry => ({
  name,
  component: componentLabel(component),
  annotations: (values: Values) => values[server].annotations,
  when: (values) => clusterBindings(values) && values[server].enabled,
  subjects: () => [namespaced === undefined ? name : { namespace: namespaced[0], name: namespaced[1] }],
});

const EXTERNAL = ['externalWebhooksServer', 'external-webhooks-server', 'kargo-external-webhooks-server'] as const;
const GARBAGE = ['garbageCollector', 'garbage-collector', 'kargo-garbage-collector'] as const;
const MANAGEMENT = ['managementController', 'management-controller', 'kargo-management-controller'] as const;
const WEBHOOKS = ['webhooksServer', 'kubernetes-webhooks-server'] as const;

/** Roles of the components other than API server and controller. */
export const SERVER_ROLES: readonly RoleEntry[] = [
  role(...EXTERNAL, [
    rule(KARGO, ['clusterconfigs', 'projectconfigs'], READ),
    rule(KARGO, ['promotions'], ['get', 'list', 'patch', 'watch']),
    rule(KARGO, ['warehouses'], ['get', 'list', 'patch', 'watch']),
  ]),
  role(...GARBAGE, [
    rule(CORE, ['namespaces'], READ),
    ...PROMOTE,
    rule(KARGO, ['stages', 'warehouses'], READ),
    rule(KARGO, ['freights', 'promotions'], ['delete', ...READ]),
  ]),
  role(...MANAGEMENT, [
    rule(CORE, ['namespaces'], ['create', 'delete', 'get', 'list', 'patch', 'watch']),
    rule(CORE, ['configmaps', 'secrets', 'serviceaccounts'], ['*']),
    rule(ROLES, ['clusterroles', 'clusterrolebindings', 'rolebindings', 'roles'], ['*']),
    rule(KARGO, ['projects'], ['delete', 'get', 'list', 'patch', 'update', 'watch']),
    rule(KARGO, ['clusterconfigs/status', 'projects/status', 'projectconfigs/status'], ['patch']),
    rule(KARGO, ['projectconfigs'], ['create']),
    rule(KARGO, ['clusterconfigs', 'stages', 'warehouses', 'projectconfigs'], READ),
  ]),
  role(...WEBHOOKS, 'kargo-webhooks-server', [
    rule(CORE, ['namespaces'], ['create', 'get', 'list', 'update', 'watch']),
    rule(CORE, ['events'], ['create', 'patch']),
    rule(CORE, ['configmaps', 'secrets', 'serviceaccounts'], ['*']),
    rule(ROLES, ['rolebindings', 'roles'], ['*']),
    rule(
      KARGO,
      [
        'clusterconfigs',
        'clusterpromotiontasks',
        'freights',
        'projects',
        'projectconfigs',
        'promotiontasks',
        'stages',
        'warehouses',
      ],
      READ,
    ),
    rule(KARGO, ['project/status'], ['patch', 'update']),
    rule(AUTHORIZATION, ['subjectaccessreviews'], ['create']),
  ]),
  role(...WEBHOOKS, 'kargo-webhooks-server-ns-controller', PROMOTE),
  role(...WEBHOOKS, 'kargo-webhooks-server-generic-gc', PROMOTE),
];

/** Bindings of the components other than API server and controller. */
export const SERVER_BINDINGS: readonly BindingEntry[] = [
  binding(...EXTERNAL),
  binding(...GARBAGE),
  binding(...MANAGEMENT),
  binding(...WEBHOOKS, 'kargo-webhooks-server'),
  // Kubernetes' own controllers delete Promotions along with their Namespace or Stage; the webhook would refuse it.
  binding(...WEBHOOKS, 'kargo-webhooks-server-ns-controller', ['kube-system', 'namespace-controller']),
  binding(...WEBHOOKS, 'kargo-webhooks-server-generic-gc', ['kube-system', 'generic-garbage-collector']),
];
