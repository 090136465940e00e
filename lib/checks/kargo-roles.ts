// Read from what the charts of 1.9.10, 1.10.10 and 1.11.2 render with all components on.

/** ClusterRoles of Kargo's chart. */
export const CHART_CLUSTER_ROLES: ReadonlySet<string> = new Set([
  'kargo-admin',
  'kargo-api',
  'kargo-api-rollouts',
  'kargo-controller',
  'kargo-controller-argocd',
  'kargo-controller-read-secrets',
  'kargo-controller-rollouts',
  'kargo-external-webhooks-server',
  'kargo-garbage-collector',
  'kargo-management-controller',
  'kargo-project-admin',
  'kargo-project-creator',
  'kargo-project-secrets-reader',
  'kargo-user',
  'kargo-viewer',
  'kargo-webhooks-server',
  'kargo-webhooks-server-generic-gc',
  'kargo-webhooks-server-ns-controller',
]);

/** Roles of Kargo's chart: in its own namespace, and in those of cluster, shared and system resources. */
export const CHART_ROLES: ReadonlySet<string> = new Set([
  'kargo-admin',
  'kargo-api',
  'kargo-cluster-secrets-admin',
  'kargo-cluster-secrets-reader',
  'kargo-controller',
  'kargo-shared-resources-admin',
  'kargo-shared-resources-controller-reader',
  'kargo-shared-resources-reader',
  'kargo-system-resources-admin',
  'kargo-system-resources-reader',
]);

/** Roles that Kargo's management controller makes in the namespace of every Project (1.11). */
export const PROJECT_ROLES: ReadonlySet<string> = new Set(['kargo-admin', 'kargo-promoter', 'kargo-viewer']);

/** The ClusterRole that lets a controller read Secrets, bound in the namespaces of Projects. */
export const READ_SECRETS_ROLE = 'kargo-controller-read-secrets';

/** The ClusterRole that lets a controller run verifications. */
export const ROLLOUTS_ROLE = 'kargo-controller-rollouts';

/** Kubernetes' own ClusterRoles that give access to Secrets. They are in every cluster. */
export const KUBERNETES_SECRET_ROLES: ReadonlySet<string> = new Set(['admin', 'cluster-admin', 'edit']);

/**
 * ClusterRoles that give access to Secrets although no object here says so: those of the chart, for a control plane that
 * other means installed, and Kubernetes' own.
 */
export const SECRET_CLUSTER_ROLES: ReadonlySet<string> = new Set([
  ...KUBERNETES_SECRET_ROLES,
  READ_SECRETS_ROLE,
  'kargo-management-controller',
  'kargo-project-admin',
  'kargo-project-secrets-reader',
  'kargo-webhooks-server',
]);
