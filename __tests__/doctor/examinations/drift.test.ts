import type { KubeObject } from '../../../lib/core/kube-object';
import { changed, HealthyFleet, ref } from '../fleet';

const RBAC = 'rbac.authorization.k8s.io/v1';

test('a right that is missing', async () => {
  const fleet = new HealthyFleet();
  await fleet.prod.delete(ref(RBAC, 'ClusterRoleBinding', 'kargo-controller-dev-shard'));
  expect(await fleet.told()).toEqual(['error prod object-missing ClusterRoleBinding kargo-controller-dev-shard']);
  expect(await fleet.fix()).toBe(
    'kubectl --context prod-cluster apply -f dist/prod/2-kargo/32_ClusterRoleBinding_kargo-controller-dev-shard.yaml',
  );
});

test('a role that allows more is an error', async () => {
  const fleet = new HealthyFleet();
  const rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];
  fleet.prod.with(changed(fleet.prod, 'ClusterRole', 'kargo-controller', ['rules'], rules));
  expect(await fleet.told()).toEqual(['error prod object-differs ClusterRole kargo-controller']);
});

test('another setting is a warning that names it', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.with(changed(fleet.dev, 'ConfigMap', 'kargo-controller', ['data', 'LOG_LEVEL'], 'DEBUG'));
  expect(await fleet.told()).toEqual(['warning dev object-differs ConfigMap kargo/kargo-controller']);
  expect(await fleet.message()).toBe('it is not as in dist: data.LOG_LEVEL is "DEBUG", expected "INFO"');
});

test('when next to nothing was applied, that is one finding for a folder', async () => {
  const fleet = new HealthyFleet();
  for (const { object } of fleet.paper.objects('dev').filter(({ object: { kind } }) => kind !== 'Secret')) {
    await fleet.dev.delete(ref(object.apiVersion, object.kind, object.metadata.name, object.metadata.namespace));
  }
  expect(await fleet.told()).toEqual(['error dev object-missing']);
  expect(await fleet.message()).toContain('8 objects of dist/dev/2-kargo are not in the cluster: Namespace kargo, ');
  expect(await fleet.fix()).toBe('kubectl --context dev-cluster apply -f dist/dev/2-kargo');
});

test('a field that no server changes is mended by delete and apply, and is told first', async () => {
  const fleet = new HealthyFleet();
  const made = fleet.prod.at('ClusterRoleBinding', 'kargo-controller-dev-shard');
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' };
  fleet.prod.with({ ...made, metadata: { name: made?.metadata.name }, roleRef } as KubeObject);
  expect(await fleet.message()).toMatch(
    /^it is not as in dist: roleRef\.name is "cluster-admin", expected "kargo-controller", and \d more$/,
  );
  const file = 'dist/prod/2-kargo/32_ClusterRoleBinding_kargo-controller-dev-shard.yaml';
  expect(await fleet.fix()).toBe(
    `kubectl --context prod-cluster delete -f ${file} && kubectl --context prod-cluster apply -f ${file}`,
  );
});

test('so is the selector of a Deployment', async () => {
  const fleet = new HealthyFleet();
  const path = ['spec', 'selector', 'matchLabels', 'app.kubernetes.io/name'];
  fleet.dev.with(changed(fleet.dev, 'Deployment', 'kargo-controller', path, 'other'));
  expect(await fleet.fix()).toContain(' delete -f ');
});

test('rules that come from other roles', async () => {
  const fleet = new HealthyFleet();
  const rule = { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] };
  fleet.prod.with(changed(fleet.prod, 'ClusterRole', 'kargo-controller', ['aggregationRule'], rule));
  expect(await fleet.told()).toEqual(['error prod object-differs ClusterRole kargo-controller']);
  expect(await fleet.message()).toMatch(/^it is not as in dist: aggregationRule is .+, and dist has none$/);
  expect(await fleet.fix()).toBe(
    'kubectl --context prod-cluster replace -f dist/prod/2-kargo/30_ClusterRole_kargo-controller.yaml',
  );
});

describe('how many replicas there are', () => {
  test.each([
    ['prod', 'kargo-api', 3, []],
    ['prod', 'kargo-controller', 2, ['warning prod object-differs Deployment kargo/kargo-controller']],
    ['dev', 'kargo-controller', 2, ['warning dev object-differs Deployment kargo/kargo-controller']],
  ] as const)("is an autoscaler's to say but of controllers: %s %s", async (cluster, name, replicas, told) => {
    const fleet = new HealthyFleet();
    fleet[cluster].with(changed(fleet[cluster], 'Deployment', name, ['spec', 'replicas'], replicas));
    const status = { readyReplicas: replicas, availableReplicas: replicas };
    fleet[cluster].with(changed(fleet[cluster], 'Deployment', name, ['status'], status));
    expect(await fleet.told()).toEqual(told);
  });
});

test('what is missing is told in the order in which it has to be applied', async () => {
  const fleet = new HealthyFleet();
  for (const { object } of fleet.paper.objects('prod')) {
    const { kind, metadata, apiVersion } = object;
    const shared = 'kargo-system-resources';
    if (metadata.name === shared || (metadata.namespace === shared && kind === 'Role')) {
      await fleet.prod.delete(ref(apiVersion, kind, metadata.name, metadata.namespace));
    }
  }
  await fleet.prod.delete(ref('v1', 'Secret', 'kargo-admin', 'kargo'));
  expect(await fleet.told()).toEqual([
    'error prod object-missing Namespace kargo-system-resources',
    'error prod object-missing Role kargo-system-resources/kargo-system-resources-admin',
    'error prod object-missing Role kargo-system-resources/kargo-system-resources-reader',
    'error prod secret-missing Secret kargo/kargo-admin',
  ]);
});
