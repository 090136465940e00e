import type { Json } from '../core/kube-object';

const TOLERATION = { key: 'dedicated', operator: 'Equal', value: 'kargo', effect: 'NoSchedule' };
const SPREAD = { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' };
const AFFINITY = {
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchExpressions: [{ key: 'arch', operator: 'In', values: ['amd64'] }] }],
    },
  },
};
const CONTAINER = { name: 'proxy', image: 'registry.example.com/proxy:1.10', args: ['--port', '8081'] };
const RULE = { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] };
const RELABELING = { sourceLabels: ['__name__'], regex: 'go_.*', action: 'drop' };
const CONNECTOR = {
  type: 'github',
  id: 'github',
  name: 'GitHub',
  config: { clientID: 'kargo', orgs: [{ name: 'a' }] },
};
const DURATIONS = ['1h', '90m', '30s', '0s'];

/** What people set, by the end of a value's path. The longest one counts. */
const BY_PATH_END: { readonly [end: string]: readonly Json[] } = {
  additionalRules: [[RULE]],
  affinity: [AFFINITY],
  basePath: ['/kargo', '/a/b'],
  cacheByTagPolicy: ['Allow', 'Forbid', 'Require'],
  clusterIP: ['None', '10.0.0.7'],
  connectors: [[CONNECTOR]],
  containers: [[CONTAINER]],
  controlplaneUserRegex: ['^system:serviceaccount:kargo:[a-z0-9-]+$'],
  host: ['kargo.example.com', 'localhost:30443'],
  ingressClassName: ['nginx'],
  initContainers: [[CONTAINER]],
  interval: DURATIONS,
  issuerURL: ['https://id.example.com'],
  livenessProbe: [{ periodSeconds: 20 }, { timeoutSeconds: 3, failureThreshold: 5 }],
  logFormat: ['CONSOLE', 'JSON'],
  logLevel: ['DEBUG', 'INFO', 'ERROR', 'info'],
  minFreightDeletionAge: DURATIONS,
  minPromotionDeletionAge: DURATIONS,
  minReconciliationInterval: DURATIONS,
  nodePort: [30_443, 0],
  nodeSelector: [{ 'kubernetes.io/os': 'linux' }],
  pathType: ['Prefix', 'Exact'],
  pullPolicy: ['Always', 'Never'],
  pullSecrets: [[{ name: 'registry' }]],
  pushIntegrationPolicy: ['AlwaysMerge', 'RebaseOrMerge'],
  readinessProbe: [{ initialDelaySeconds: 1 }, { initialDelaySeconds: null, periodSeconds: 20 }],
  relabelings: [[RELABELING]],
  metricRelabelings: [[RELABELING]],
  repository: ['registry.example.com:5000/kargo', 'kargo'],
  rollingUpdate: [{ maxSurge: 1, maxUnavailable: '25%' }],
  schedule: ['*/5 * * * *', '@hourly', '0 3 * * 1-5'],
  scheme: ['https', 'http'],
  securityContext: [{ runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } }],
  servicePort: [9090, 8080],
  'service.type': ['NodePort', 'LoadBalancer', 'ClusterIP'],
  shardName: ['eu', 'us-east-1'],
  'signingKeySecret.type': ['ssh', 'gpg', ''],
  startupProbe: [{ failureThreshold: 60 }, { initialDelaySeconds: null }],
  tag: ['v1.11.2', '1.10', 'latest'],
  tlsConfig: [{ insecureSkipVerify: true }],
  tokenTTL: DURATIONS,
  tolerations: [[TOLERATION]],
  topologySpreadConstraints: [[SPREAD]],
  urls: [{ '': 'https://argocd.example.com', eu: 'https://argocd.eu.example.com:8443/x' }],
  urlTemplate: ['https://logs.example.com/${{ jobNamespace }}/${{ jobName }}'],
  volumeMounts: [[{ name: 'data', mountPath: '/data', readOnly: true }]],
  volumes: [[{ name: 'data', emptyDir: {} }]],
};

/** Values that people set at a path. Empty where there are none in particular. */
export function realisticValues(path: string): readonly Json[] {
  const keys = path.split('.');
  const ends = keys.map((_, index) => keys.slice(index).join('.'));
  const end = ends.find((candidate) => Object.hasOwn(BY_PATH_END, candidate));
  return end === undefined ? [] : (BY_PATH_END[end] ?? []);
}
