import { NAMED_LIST, TEXT_MAP, TEXTS } from './collection-kinds';
import { ENV, ENV_FROM, MANIFESTS } from './evaluated-kinds';
import { leaf, optional } from './leaf';
import { scheduling, serviceAccount } from './pod-settings';
import { FLAG, NAME, SUFFIX, WORD } from './scalar-kinds';

/** A namespace of Kargo's own that every installation has one of. */
const resourcesNamespace = (name: string) => ({
  createNamespace: leaf(FLAG, true),
  createRBAC: leaf(FLAG, true),
  extraNamespaceAnnotations: leaf(TEXT_MAP, {}, { nullable: true }),
  extraNamespaceLabels: leaf(TEXT_MAP, {}),
  namespace: leaf(NAME, name),
});

/** What concerns all components. */
export const globalValues = () => ({
  ...scheduling(),
  annotations: leaf(TEXT_MAP, {}),
  clusterSecretsNamespace: leaf(NAME, 'kargo-cluster-secrets'),
  createClusterSecretsNamespace: leaf(FLAG, true),
  createClusterSecretsRBAC: leaf(FLAG, true),
  env: leaf(ENV, []),
  envFrom: leaf(ENV_FROM, []),
  // Not among the values that the chart lists (Kargo 1.11), but its templates read it.
  kargoNamespace: optional(WORD),
  labels: leaf(TEXT_MAP, {}),
  podAnnotations: leaf(TEXT_MAP, {}),
  podLabels: leaf(TEXT_MAP, {}),
  serviceAccount: serviceAccount(),
  sharedResources: resourcesNamespace('kargo-shared-resources'),
  systemResources: resourcesNamespace('kargo-system-resources'),
});

/** What is not in any group of its own size: the image, and what to install at all. */
export const installValues = () => ({
  argocd: { dataPlane: { install: leaf(FLAG, true), kargoController: { install: leaf(FLAG, true) } } },
  crds: { install: leaf(FLAG, true), keep: leaf(FLAG, true) },
  dataPlane: { install: leaf(FLAG, true), controller: { install: leaf(FLAG, true) } },
  extraObjects: leaf(MANIFESTS, [], { nullable: true }),
  // Not among the values that the chart lists (Kargo 1.11); all that its templates do with it is to refuse a second item.
  globalCredentialsNamespaces: leaf(TEXTS, [], { nullable: true }),
  image: {
    pullPolicy: leaf(NAME, 'IfNotPresent'),
    pullSecrets: leaf(NAMED_LIST, [], { nullable: true }),
    repository: leaf(NAME, 'ghcr.io/akuity/kargo'),
    tag: leaf(SUFFIX, '', { nullable: true }),
  },
  kubeconfigSecrets: { argocd: optional(WORD), kargo: optional(WORD) },
  // Not among the values that the chart lists (Kargo 1.11), but its labels read it.
  nameOverride: optional(WORD),
  rbac: { installClusterRoleBindings: leaf(FLAG, true), installClusterRoles: leaf(FLAG, true) },
  webhooks: { register: leaf(FLAG, true) },
  workloads: { install: leaf(FLAG, true) },
});
