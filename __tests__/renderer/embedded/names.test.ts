import { rendered } from './rendered';

describe('controller.id', () => {
  const objects = rendered({ controller: { id: 'eu', metrics: { enabled: true } } });

  test('is part of the names of what belongs to one controller', () => {
    expect(objects.ids.filter((id) => id.includes('controller-eu'))).toEqual([
      'ClusterRole kargo-controller-eu-argocd',
      'ClusterRoleBinding kargo-controller-eu',
      'ClusterRoleBinding kargo-controller-eu-rollouts',
      'ClusterRoleBinding kargo-controller-eu-argocd',
      'RoleBinding kargo-controller-eu',
      'RoleBinding kargo-controller-eu-cluster-secrets-reader',
      'RoleBinding kargo-controller-eu-shared-resources-reader',
      'RoleBinding kargo-controller-eu-system-resources-reader',
      'ServiceAccount kargo-controller-eu',
      'ConfigMap kargo-controller-eu',
      'Deployment kargo-controller-eu',
      'Service kargo-controller-eu-metrics',
    ]);
  });

  test('is not part of the names of roles that all controllers share', () => {
    expect(objects.ids.filter((id) => / kargo-controller(?!-eu)/.test(id))).toEqual([
      'ClusterRole kargo-controller',
      'ClusterRole kargo-controller-read-secrets',
      'ClusterRole kargo-controller-rollouts',
      'Role kargo-controller',
    ]);
  });

  test('tells the pods of one controller from those of another', () => {
    expect(objects.at('Deployment kargo-controller-eu', 'spec', 'selector', 'matchLabels')).toMatchObject({
      'akuity.io/kargo-controller-id': 'eu',
    });
  });

  test('marks what gives that controller its permissions', () => {
    for (const id of ['ClusterRole kargo-controller-eu-argocd', 'RoleBinding kargo-controller-eu']) {
      expect(objects.at(id, 'metadata', 'labels')).toMatchObject({
        'app.kubernetes.io/component': 'controller',
        'akuity.io/kargo-controller-id': 'eu',
      });
    }
    expect(objects.at('ClusterRole kargo-controller', 'metadata', 'labels')).toMatchObject({
      'app.kubernetes.io/component': 'controller',
    });
  });

  test('binds its own ServiceAccount to the shared roles', () => {
    expect(objects.at('ClusterRoleBinding kargo-controller-eu', 'roleRef', 'name')).toBe('kargo-controller');
    expect(objects.at('ClusterRoleBinding kargo-controller-eu', 'subjects', 0, 'name')).toBe('kargo-controller-eu');
  });

  test('makes no label when it is not set', () => {
    expect(rendered().at('Deployment kargo-controller', 'metadata', 'labels')).not.toHaveProperty([
      'akuity.io/kargo-controller-id',
    ]);
  });
});
