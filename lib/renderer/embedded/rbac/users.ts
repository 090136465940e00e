import type { Values } from '../values';
import { clusterBindings, clusterRoles, ownNamespace } from './predicates';
import { ARGO, type BindingEntry, CORE, KARGO, READ, ROLES, type RoleEntry, type Rule, rule } from './table';

const ALL_KARGO = [
  'clusterconfigs',
  'clusterpromotiontasks',
  'freights',
  'projects',
  'projectconfigs',
  'promotiontasks',
  'stages',
  'warehouses',
];

const whenServed = (values: Values) => clusterRoles(values) && values.api.enabled;

/** A role of users: rules, those for verifications where the API server knows Argo Rollouts, and what its owner adds. */
const userRole = (
  name: string,
  of: keyof Values['api']['clusterRoles'],
  rules: readonly Rule[],
  rollouts: readonly Rule[],
): RoleEntry => ({
  name,
  when: whenServed,
  rules: ({ api }) => [
    ...rules,
    ...(api.rollouts.integrationEnabled ? rollouts : []),
    ...api.clusterRoles[of].additionalRules,
  ],
});

/** Roles of the users that the API server knows, and what is bound to them in the namespaces of Projects. */
export const USER_ROLES: readonly RoleEntry[] = [
  userRole(
    'kargo-admin',
    'admin',
    [
      rule(CORE, ['events', 'namespaces', 'serviceaccounts'], READ),
      rule(ROLES, ['rolebindings', 'roles'], READ),
      rule(KARGO, ALL_KARGO, ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']),
      rule(KARGO, ['stages'], ['promote']),
      rule(KARGO, ['promotions'], ['create', 'delete', 'get', 'list', 'patch', 'watch']),
      rule(KARGO, ['freights/status'], ['patch']),
    ],
    [
      rule(ARGO, ['analysisruns'], ['delete', ...READ]),
      rule(ARGO, ['analysistemplates'], ['*']),
      rule(ARGO, ['clusteranalysistemplates'], ['*']),
    ],
  ),
  userRole(
    'kargo-project-creator',
    'projectCreator',
    [
      rule(CORE, ['namespaces'], READ),
      rule(KARGO, ['clusterconfigs', 'clusterpromotiontasks'], READ),
      rule(KARGO, ['projects'], ['create', ...READ]),
    ],
    [rule(ARGO, ['clusteranalysistemplates'], READ)],
  ),
  userRole(
    'kargo-user',
    'user',
    [rule(CORE, ['namespaces'], READ), rule(KARGO, ['clusterconfigs', 'clusterpromotiontasks', 'projects'], READ)],
    [rule(ARGO, ['clusteranalysistemplates'], READ)],
  ),
  userRole(
    'kargo-viewer',
    'viewer',
    [
      rule(CORE, ['events', 'namespaces', 'serviceaccounts'], READ),
      rule(ROLES, ['rolebindings', 'roles'], READ),
      rule(KARGO, [...ALL_KARGO.slice(0, 5), 'promotions', ...ALL_KARGO.slice(5)], READ),
    ],
    [rule(ARGO, ['analysisruns', 'analysistemplates', 'clusteranalysistemplates'], READ)],
  ),
  {
    name: 'kargo-project-admin',
    when: clusterRoles,
    rules: ({ api }) => [
      rule(CORE, ['configmaps', ...(api.secretManagementEnabled ? ['secrets'] : []), 'serviceaccounts'], ['*']),
      rule(ROLES, ['rolebindings', 'roles'], ['*']),
    ],
  },
  { name: 'kargo-project-secrets-reader', when: clusterRoles, rules: [rule(CORE, ['secrets'], READ)] },
  {
    name: 'kargo-admin',
    namespace: ownNamespace,
    when: ({ dataPlane }) => dataPlane.install,
    rules: [rule(CORE, ['secrets'], ['*'])],
  },
];

/** Bindings of the users that the API server knows. */
export const USER_BINDINGS: readonly BindingEntry[] = [
  ...['kargo-admin', 'kargo-project-creator', 'kargo-user', 'kargo-viewer'].map((name) => ({
    name,
    when: (values: Values) => clusterBindings(values) && values.api.enabled,
    subjects: () => [name],
  })),
  {
    name: 'kargo-admin',
    namespace: ownNamespace,
    when: ({ dataPlane }) => dataPlane.install,
    subjects: () => ['kargo-admin'],
  },
];
