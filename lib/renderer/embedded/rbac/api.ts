import { componentLabel } from '../metadata';
import type { Values } from '../values';
import { clusterBindings, clusterRoles, ownNamespace } from './predicates';
import { ARGO, AUTHORIZATION, type BindingEntry, CORE, KARGO, READ, ROLES, type RoleEntry, rule } from './table';

const component = componentLabel('api');
const annotations = ({ api }: Values) => api.annotations;
const inDataPlane = ({ api, dataPlane }: Values) => dataPlane.install && api.enabled;
const withRollouts = ({ api }: Values) => api.rollouts.integrationEnabled;

/** Roles of the API server. */
export const API_ROLES: readonly RoleEntry[] = [
  {
    name: 'kargo-api',
    component,
    annotations,
    when: (values) => clusterRoles(values) && values.api.enabled,
    rules: (values) => [
      rule(CORE, ['namespaces'], READ),
      rule(CORE, ['serviceaccounts'], READ),
      rule(CORE, ['events'], [...READ, 'create', 'patch']),
      rule(CORE, ['configmaps'], ['list', 'get', 'create', 'watch', 'delete', 'update']),
      rule(AUTHORIZATION, ['subjectaccessreviews'], ['create']),
      rule(KARGO, ['freights'], ['create', 'get', 'list', 'patch', 'watch', 'delete']),
      rule(KARGO, ['freights/status'], ['update', 'patch']),
      rule(
        KARGO,
        [
          'clusterconfigs',
          'clusterpromotiontasks',
          'projects',
          'promotiontasks',
          'stages',
          'warehouses',
          'projectconfigs',
        ],
        ['*'],
      ),
      rule(KARGO, ['promotions'], ['create', 'get', 'list', 'watch', 'patch']),
      // OpenShift demands it of whoever sets owner references.
      rule(KARGO, ['stages/finalizers'], ['patch', 'update']),
      rule(ROLES, ['clusterroles', 'rolebindings', 'roles'], READ),
      ...(withRollouts(values) ? [rule(ARGO, ['analysistemplates', 'clusteranalysistemplates'], ['*'])] : []),
    ],
  },
  {
    name: 'kargo-api-rollouts',
    component,
    annotations,
    when: (values) => clusterRoles(values) && values.api.enabled && withRollouts(values),
    rules: [rule(ARGO, ['analysisruns'], READ)],
  },
  {
    name: 'kargo-api',
    namespace: ownNamespace,
    annotations,
    when: inDataPlane,
    rules: ({ api }) => [
      rule(CORE, ['secrets'], api.secretManagementEnabled ? ['*'] : READ),
      rule('coordination.k8s.io', ['leases'], READ),
    ],
  },
];

/** Bindings of the API server. */
export const API_BINDINGS: readonly BindingEntry[] = [
  {
    name: 'kargo-api',
    component,
    annotations,
    when: (values) => clusterBindings(values) && values.api.enabled,
    subjects: () => ['kargo-api'],
  },
  {
    name: 'kargo-api-rollouts',
    component,
    annotations,
    when: (values) => clusterBindings(values) && values.api.enabled && withRollouts(values),
    subjects: () => ['kargo-api'],
  },
  {
    name: 'kargo-api',
    namespace: ownNamespace,
    annotations,
    when: inDataPlane,
    subjects: () => ['kargo-api'],
  },
];
