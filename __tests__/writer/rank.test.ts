import { rankOf } from '../../lib/writer/rank';

const rank = (apiVersion: string, kind: string) => rankOf({ apiVersion, kind, metadata: { name: 'x' } });

const KARGO = 'kargo.akuity.io/v1alpha1';
const RBAC = 'rbac.authorization.k8s.io/v1';
const WEBHOOKS = 'admissionregistration.k8s.io/v1';

const steps: readonly (readonly (readonly [apiVersion: string, kind: string])[])[] = [
  [['v1', 'Namespace']],
  [['scheduling.k8s.io/v1', 'PriorityClass']],
  [
    ['networking.k8s.io/v1', 'NetworkPolicy'],
    ['v1', 'ResourceQuota'],
    ['v1', 'LimitRange'],
    ['policy/v1', 'PodDisruptionBudget'],
  ],
  [['apiextensions.k8s.io/v1', 'CustomResourceDefinition']],
  [['v1', 'ServiceAccount']],
  [['v1', 'Secret']],
  [['v1', 'ConfigMap']],
  [['storage.k8s.io/v1', 'StorageClass']],
  [['v1', 'PersistentVolume']],
  [['v1', 'PersistentVolumeClaim']],
  [
    [RBAC, 'ClusterRole'],
    [RBAC, 'Role'],
  ],
  [
    [RBAC, 'ClusterRoleBinding'],
    [RBAC, 'RoleBinding'],
  ],
  [['v1', 'Service']],
  [
    ['apps/v1', 'Deployment'],
    ['apps/v1', 'StatefulSet'],
    ['batch/v1', 'CronJob'],
  ],
  [['autoscaling/v2', 'HorizontalPodAutoscaler']],
  [['networking.k8s.io/v1', 'IngressClass']],
  [['networking.k8s.io/v1', 'Ingress']],
  [
    ['cert-manager.io/v1', 'Issuer'],
    ['cert-manager.io/v1', 'ClusterIssuer'],
  ],
  [['cert-manager.io/v1', 'Certificate']],
  [
    ['monitoring.coreos.com/v1', 'ServiceMonitor'],
    ['argoproj.io/v1alpha1', 'AnalysisTemplate'],
    ['serving.knative.dev/v1', 'Service'],
    ['example.com/v1', 'Namespace'],
  ],
  [[KARGO, 'Project']],
  [[KARGO, 'ClusterConfig']],
  [[KARGO, 'ProjectConfig']],
  [
    [KARGO, 'PromotionTask'],
    [KARGO, 'ClusterPromotionTask'],
  ],
  [[KARGO, 'Warehouse']],
  [[KARGO, 'Stage']],
  [['apiregistration.k8s.io/v1', 'APIService']],
  [
    [WEBHOOKS, 'MutatingWebhookConfiguration'],
    [WEBHOOKS, 'ValidatingWebhookConfiguration'],
  ],
];

test('what an object needs comes before it, and webhooks come last', () => {
  const ranks = steps.map((kinds) => [...new Set(kinds.map(([apiVersion, kind]) => rank(apiVersion, kind)))]);
  expect(ranks.filter((same) => same.length !== 1)).toEqual([]);
  expect(ranks.flat()).toEqual([...new Set(ranks.flat())].sort());
});

test('every rank has two digits, so that the order of names is that of ranks', () => {
  for (const [apiVersion, kind] of steps.flat()) {
    expect(rank(apiVersion, kind)).toMatch(/^\d\d$/);
  }
});

test('the version of an API does not change the rank', () => {
  expect(rank('autoscaling/v1', 'HorizontalPodAutoscaler')).toBe(rank('autoscaling/v2', 'HorizontalPodAutoscaler'));
});
