import { orElse } from '../go/truth';
import { CONTROLLER, controllerLabels, controllerName } from '../names';
import type { Release } from '../release';
import type { Values } from '../values';
import { argocdAnywhere, clusterRoles, controllerAccess, ownNamespace } from './predicates';
import { ARGO, type BindingEntry, CORE, KARGO, READ, type RoleEntry, rule } from './table';

const annotations = ({ controller }: Values) => controller.annotations;
const argocdNamespace = ({ values }: Release) => orElse(values.controller.argocd.namespace, 'argocd');
const argocdInOneNamespace = ({ controller }: Values) =>
  controller.argocd.integrationEnabled && controller.argocd.watchArgocdNamespaceOnly;
const readsAllSecrets = ({ controller }: Values) => controller.serviceAccount.clusterWideSecretReadingEnabled;
const readSecrets = rule(CORE, ['secrets'], READ);
const useApplications = [rule(ARGO, ['applications'], ['get', 'list', 'patch', 'watch'])];

/** Roles of all controllers. They are there without a controller too: those of shards are bound to them (Kargo 1.11). */
export const CONTROLLER_ROLES: readonly RoleEntry[] = [
  {
    name: 'kargo-controller',
    component: CONTROLLER,
    annotations,
    when: clusterRoles,
    rules: (values) => [
      rule(CORE, ['configmaps'], READ),
      rule(CORE, ['events'], ['create', 'patch']),
      ...(readsAllSecrets(values) ? [readSecrets] : []),
      rule(KARGO, ['clusterconfigs', 'projects', 'projectconfigs'], READ),
      rule(KARGO, ['promotions'], ['create', ...READ]),
      rule(KARGO, ['freights'], ['create', ...READ, 'patch', 'update']),
      rule(KARGO, ['stages'], ['get', 'list', 'patch', 'promote', 'watch']),
      rule(KARGO, ['clusterpromotiontasks', 'promotiontasks', 'warehouses'], READ),
      rule(
        KARGO,
        ['freights/status', 'promotions/status', 'stages/status', 'warehouses/finalizers', 'warehouses/status'],
        ['patch'],
      ),
    ],
  },
  {
    name: 'kargo-controller-read-secrets',
    component: CONTROLLER,
    annotations,
    when: (values) => clusterRoles(values) && !readsAllSecrets(values),
    rules: [readSecrets],
  },
  {
    name: 'kargo-controller-rollouts',
    component: CONTROLLER,
    annotations,
    when: (values) => clusterRoles(values) && values.controller.rollouts.integrationEnabled,
    rules: [
      rule(ARGO, ['analysistemplates'], READ),
      rule(ARGO, ['clusteranalysistemplates'], READ),
      rule(ARGO, ['analysisruns'], ['create', 'get', 'list', 'patch', 'watch', 'deletecollection']),
    ],
  },
  {
    name: (values) => `${controllerName(values)}-argocd`,
    component: controllerLabels,
    annotations,
    when: (values) => argocdAnywhere(values) && values.rbac.installClusterRoles,
    rules: useApplications,
  },
  {
    // Not suffixed by `controller.id`, unlike all others of one controller (Kargo 1.11): two releases collide here.
    name: 'kargo-controller',
    namespace: argocdNamespace,
    component: CONTROLLER,
    when: (values) => values.argocd.dataPlane.install && argocdInOneNamespace(values),
    rules: useApplications,
  },
  {
    name: 'kargo-controller',
    namespace: ownNamespace,
    component: CONTROLLER,
    annotations,
    when: ({ dataPlane }) => dataPlane.install,
    rules: [rule('coordination.k8s.io', ['leases'], ['get', 'create', 'update', 'patch', 'delete'])],
  },
];

/** A binding of one controller in a namespace that all controllers read from. */
const reader = (suffix: string, role: string, namespace: (values: Values) => string): BindingEntry => ({
  name: (values) => `${controllerName(values)}-${suffix}`,
  namespace: ({ values }) => namespace(values),
  component: controllerLabels,
  annotations,
  when: controllerAccess,
  role,
  subjects: (values) => [controllerName(values)],
});

const only = (entry: BindingEntry, also: (values: Values) => boolean): BindingEntry => ({
  ...entry,
  when: (values) => entry.when(values) && also(values),
});

/** Bindings of one controller. */
export const CONTROLLER_BINDINGS: readonly BindingEntry[] = [
  {
    name: controllerName,
    component: controllerLabels,
    annotations,
    when: (values) => controllerAccess(values) && values.rbac.installClusterRoleBindings,
    role: 'kargo-controller',
    subjects: (values) => [controllerName(values)],
  },
  {
    name: (values) => `${controllerName(values)}-rollouts`,
    component: controllerLabels,
    annotations,
    when: (values) =>
      controllerAccess(values) &&
      values.rbac.installClusterRoleBindings &&
      values.controller.rollouts.integrationEnabled,
    role: 'kargo-controller-rollouts',
    subjects: (values) => [controllerName(values)],
  },
  {
    name: (values) => `${controllerName(values)}-argocd`,
    component: controllerLabels,
    annotations,
    when: (values) => argocdAnywhere(values) && values.rbac.installClusterRoleBindings,
    subjects: (values) => [controllerName(values)],
  },
  {
    name: controllerName,
    namespace: argocdNamespace,
    component: controllerLabels,
    when: (values) =>
      values.argocd.dataPlane.kargoController.install && values.controller.enabled && argocdInOneNamespace(values),
    role: 'kargo-controller',
    subjects: (values) => [controllerName(values)],
  },
  {
    name: controllerName,
    namespace: ownNamespace,
    component: controllerLabels,
    annotations,
    when: controllerAccess,
    role: 'kargo-controller',
    subjects: (values) => [controllerName(values)],
  },
  only(
    reader('cluster-secrets-reader', 'kargo-cluster-secrets-reader', ({ global }) => global.clusterSecretsNamespace),
    ({ global }) => global.createClusterSecretsRBAC,
  ),
  only(
    reader(
      'shared-resources-reader',
      'kargo-shared-resources-controller-reader',
      ({ global }) => global.sharedResources.namespace,
    ),
    ({ global }) => global.sharedResources.createRBAC,
  ),
  only(
    reader(
      'system-resources-reader',
      'kargo-system-resources-reader',
      ({ global }) => global.systemResources.namespace,
    ),
    ({ global }) => global.systemResources.createRBAC,
  ),
];
