import { LIST, MAP, NAMED_LIST, RESOURCES, TEXT_MAP } from './collection-kinds';
import { ENV, ENV_FROM } from './evaluated-kinds';
import { leaf, optional } from './leaf';
import { COUNT, FLAG, PODS, TEXT, WORD } from './scalar-kinds';

const NULLABLE = { nullable: true };

/** Where pods run and as whom. A component's setting replaces that of `global` where it is not empty. */
export const scheduling = () => ({
  affinity: leaf(MAP, {}, NULLABLE),
  nodeSelector: leaf(TEXT_MAP, {}, NULLABLE),
  priorityClassName: optional(WORD),
  securityContext: leaf(MAP, {}, NULLABLE),
  tolerations: leaf(LIST, [], NULLABLE),
});

/** Labels and annotations of a component's ServiceAccount. */
export const serviceAccount = () => ({
  annotations: leaf(TEXT_MAP, {}),
  labels: leaf(TEXT_MAP, {}),
});

/** What all workloads have, Dex among them. */
export const workload = () => ({
  ...scheduling(),
  annotations: leaf(TEXT_MAP, {}),
  podAnnotations: leaf(TEXT_MAP, {}),
  env: leaf(ENV, []),
  envFrom: leaf(ENV_FROM, []),
  containers: leaf(NAMED_LIST, [], NULLABLE),
  initContainers: leaf(NAMED_LIST, [], NULLABLE),
  volumes: leaf(NAMED_LIST, [], NULLABLE),
  volumeMounts: leaf(NAMED_LIST, [], NULLABLE),
  resources: leaf(RESOURCES, {}),
  serviceAccount: serviceAccount(),
});

/** What all workloads have that run Kargo's own image. */
export const podSettings = () => ({
  ...workload(),
  enabled: leaf(FLAG, true),
  labels: leaf(TEXT_MAP, {}),
  podLabels: leaf(TEXT_MAP, {}),
  kubeconfigSecrets: { kargo: optional(WORD) },
  logLevel: leaf(TEXT, 'INFO'),
  logFormat: leaf(TEXT, 'CONSOLE'),
});

/** How many old ReplicaSets a Deployment keeps. */
export const revisions = () => ({ revisionHistoryLimit: leaf(COUNT, 10) });

/** What workloads have of which several replicas may run. */
export const replicated = () => ({
  ...revisions(),
  replicas: leaf(COUNT, 1),
  rollingUpdate: leaf(MAP, {}, NULLABLE),
  topologySpreadConstraints: leaf(LIST, [], NULLABLE),
  podDisruptionBudget: {
    enabled: leaf(FLAG, false),
    maxUnavailable: leaf(PODS, '', NULLABLE),
    minAvailable: leaf(PODS, 1),
  },
});
