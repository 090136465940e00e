import type { KubeObject } from '../../lib/core/kube-object';
import { phaseOf, projectNamespacesOf } from '../../lib/writer/phase';

const object = (apiVersion: string, kind: string, name: string, namespace?: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});

const projects = new Set(['apps']);

test.each([
  [
    'a CustomResourceDefinition',
    object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'stages.kargo.akuity.io'),
    '1-crds',
  ],
  ['a Deployment of Kargo', object('apps/v1', 'Deployment', 'kargo-api', 'kargo'), '2-kargo'],
  ['the Namespace of Kargo', object('v1', 'Namespace', 'kargo'), '2-kargo'],
  ['a ClusterRole', object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'apps'), '2-kargo'],
  [
    'a webhook configuration',
    object('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'kargo'),
    '2-kargo',
  ],
  ['a Project', object('kargo.akuity.io/v1alpha1', 'Project', 'apps'), '3-pipelines'],
  ['a Stage', object('kargo.akuity.io/v1alpha1', 'Stage', 'dev', 'apps'), '3-pipelines'],
  ['a ClusterConfig', object('kargo.akuity.io/v1alpha1', 'ClusterConfig', 'cluster'), '3-pipelines'],
  ['the Namespace of a Project', object('v1', 'Namespace', 'apps'), '3-pipelines'],
  [
    'a RoleBinding in the namespace of a Project',
    object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'x', 'apps'),
    '3-pipelines',
  ],
  [
    'an AnalysisTemplate in the namespace of a Project',
    object('argoproj.io/v1alpha1', 'AnalysisTemplate', 'x', 'apps'),
    '3-pipelines',
  ],
  [
    'an object of another group that ends alike',
    object('rbac.kargo.akuity.io.example.com/v1', 'Stage', 'x', 'kargo'),
    '2-kargo',
  ],
  ['a CustomResourceDefinition of another group', object('example.com/v1', 'CustomResourceDefinition', 'x'), '2-kargo'],
])('%s is of phase %3$s', (_title, of, phase) => {
  expect(phaseOf(of, projects)).toBe(phase);
});

test('Projects, what lives in their namespaces, and labelled Namespaces show which namespaces are of Projects', () => {
  const labelled = {
    ...object('v1', 'Namespace', 'labelled'),
    metadata: { name: 'labelled', labels: { 'kargo.akuity.io/project': 'true' } },
  };
  expect(
    projectNamespacesOf([
      object('kargo.akuity.io/v1alpha1', 'Project', 'apps'),
      object('kargo.akuity.io/v1alpha1', 'Warehouse', 'nginx', 'elsewhere'),
      object('kargo.akuity.io/v1alpha1', 'ClusterConfig', 'cluster'),
      object('v1', 'Namespace', 'kargo'),
      object('v1', 'ConfigMap', 'x', 'kargo'),
      labelled,
    ]),
  ).toEqual(new Set(['apps', 'elsewhere', 'labelled']));
});
