import { groupOf, type KubeObject } from '../core/kube-object';

// What an object refers to, or needs in order to be admitted, comes before it. The numbers have gaps, so that a new kind
// renames no file.
const RANKS: readonly (readonly [rank: number, group: string, kinds: readonly string[]])[] = [
  [0, '', ['Namespace']],
  [5, 'scheduling.k8s.io', ['PriorityClass']],
  [5, 'node.k8s.io', ['RuntimeClass']],
  [10, 'networking.k8s.io', ['NetworkPolicy']],
  [10, '', ['ResourceQuota', 'LimitRange']],
  [10, 'policy', ['PodDisruptionBudget']],
  [15, 'apiextensions.k8s.io', ['CustomResourceDefinition']],
  // A token Secret whose ServiceAccount does not exist is deleted again.
  [20, '', ['ServiceAccount']],
  [22, '', ['Secret']],
  [24, '', ['ConfigMap']],
  [26, 'storage.k8s.io', ['StorageClass']],
  [27, '', ['PersistentVolume']],
  [28, '', ['PersistentVolumeClaim']],
  [30, 'rbac.authorization.k8s.io', ['ClusterRole', 'Role']],
  [32, 'rbac.authorization.k8s.io', ['ClusterRoleBinding', 'RoleBinding']],
  [40, '', ['Service', 'Endpoints']],
  [40, 'discovery.k8s.io', ['EndpointSlice']],
  [50, '', ['Pod', 'ReplicationController']],
  [50, 'apps', ['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet']],
  [50, 'batch', ['Job', 'CronJob']],
  [52, 'autoscaling', ['HorizontalPodAutoscaler']],
  [54, 'networking.k8s.io', ['IngressClass']],
  [55, 'networking.k8s.io', ['Ingress']],
  [60, 'cert-manager.io', ['ClusterIssuer', 'Issuer']],
  [61, 'cert-manager.io', ['Certificate']],
  // As they refer to each other: a Stage to tasks and Warehouses, and all of them to the Project in whose Namespace they live.
  [80, 'kargo.akuity.io', ['Project']],
  [81, 'kargo.akuity.io', ['ClusterConfig']],
  [82, 'kargo.akuity.io', ['ProjectConfig']],
  [83, 'kargo.akuity.io', ['ClusterPromotionTask', 'PromotionTask']],
  [84, 'kargo.akuity.io', ['Warehouse']],
  [85, 'kargo.akuity.io', ['Stage']],
  [86, 'kargo.akuity.io', ['Freight']],
  [87, 'kargo.akuity.io', ['Promotion']],
  [95, 'apiregistration.k8s.io', ['APIService']],
  // Once one of these is there, whatever it selects is refused until its server answers.
  [99, 'admissionregistration.k8s.io', ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']],
];

/** Custom resources, ServiceMonitors and AnalysisTemplates among them: after what Kubernetes itself knows, before Kargo's. */
const OTHER = 70;

const BY_KIND = new Map(
  RANKS.flatMap(([rank, group, kinds]) => kinds.map((kind) => [`${group}/${kind}`, rank] as const)),
);

/**
 * Where an object comes among those of its phase: two digits, for the beginning of its file's name. kubectl reads a folder
 * in the order of the names, so that each object finds what it needs.
 */
export function rankOf(object: KubeObject): string {
  const rank = BY_KIND.get(`${groupOf(object)}/${object.kind}`) ?? OTHER;
  return String(rank).padStart(2, '0');
}
