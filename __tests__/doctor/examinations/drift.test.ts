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
