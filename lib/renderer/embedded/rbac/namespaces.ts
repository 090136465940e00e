import type { Release } from '../release';
import type { Values } from '../values';
import { type BindingEntry, CORE, READ, type RoleEntry, type Rule, rule, type Subject } from './table';

const clusterSecrets = {
  namespace: ({ values }: Release) => values.global.clusterSecretsNamespace,
  when: ({ dataPlane, global }: Values) => dataPlane.install && global.createClusterSecretsRBAC,
};
const sharedResources = {
  namespace: ({ values }: Release) => values.global.sharedResources.namespace,
  when: ({ dataPlane, global }: Values) => dataPlane.install && global.sharedResources.createRBAC,
};
const systemResources = {
  namespace: ({ values }: Release) => values.global.systemResources.namespace,
  when: ({ dataPlane, global }: Values) => dataPlane.install && global.systemResources.createRBAC,
};

const READ_SECRETS: readonly Rule[] = [rule(CORE, ['secrets'], READ)];
const ALL_OF_SECRETS: readonly Rule[] = [rule(CORE, ['secrets'], ['*'])];

/** Roles in the namespaces that belong to the whole installation. */
export const NAMESPACE_ROLES: readonly RoleEntry[] = [
  { ...clusterSecrets, name: 'kargo-cluster-secrets-reader', rules: READ_SECRETS },
  { ...clusterSecrets, name: 'kargo-cluster-secrets-admin', rules: ALL_OF_SECRETS },
  { ...sharedResources, name: 'kargo-shared-resources-reader', rules: [rule(CORE, ['configmaps'], READ)] },
  { ...sharedResources, name: 'kargo-shared-resources-admin', rules: [rule(CORE, ['secrets', 'configmaps'], ['*'])] },
  {
    ...sharedResources,
    name: 'kargo-shared-resources-controller-reader',
    rules: [rule(CORE, ['configmaps', 'secrets'], READ)],
  },
  { ...systemResources, name: 'kargo-system-resources-reader', rules: READ_SECRETS },
  { ...systemResources, name: 'kargo-system-resources-admin', rules: ALL_OF_SECRETS },
];

const subjects = (...names: readonly Subject[]) => ({ subjects: () => names });

/** Bindings in these namespaces, other than those of controllers. */
export const NAMESPACE_BINDINGS: readonly BindingEntry[] = [
  { ...clusterSecrets, name: 'kargo-cluster-secrets-reader', ...subjects('kargo-external-webhooks-server') },
  { ...clusterSecrets, name: 'kargo-cluster-secrets-admin', ...subjects('kargo-api', 'kargo-admin') },
  {
    ...sharedResources,
    name: 'kargo-shared-resources-reader',
    ...subjects('kargo-user', 'kargo-viewer', 'kargo-project-creator'),
  },
  {
    ...sharedResources,
    name: 'kargo-shared-resources-admin',
    subjects: ({ api }) => ['kargo-admin', ...(api.secretManagementEnabled ? ['kargo-api'] : [])],
  },
  { ...systemResources, name: 'kargo-system-resources-reader', ...subjects('kargo-external-webhooks-server') },
  { ...systemResources, name: 'kargo-system-resources-admin', ...subjects('kargo-api', 'kargo-admin') },
];
