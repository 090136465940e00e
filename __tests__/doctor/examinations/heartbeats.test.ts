import { HealthyFleet, lease, ref } from '../fleet';

test('a heartbeat is missing', async () => {
  const fleet = new HealthyFleet();
  await fleet.prod.delete(ref('coordination.k8s.io/v1', 'Lease', 'kargo-controller-dev-shard', 'kargo'));
  expect(await fleet.told()).toContain('error prod heartbeat-missing Lease kargo/kargo-controller-dev-shard');
  const [finding] = (await fleet.diagnose()).findings;
  expect(finding?.fix).toBe('see kubectl --context dev-cluster -n kargo logs deployment/kargo-controller');
});

test.each([
  ['two durations', 61, true],
  ['just less', 59, false],
])('a heartbeat of %s ago', async (_, age, isStale) => {
  const fleet = new HealthyFleet();
  fleet.prod.with(lease('dev-shard', age));
  expect((await fleet.told()).includes('error prod heartbeat-stale Lease kargo/kargo-controller-dev-shard')).toBe(
    isStale,
  );
});

test.each([
  ['years ahead', -10 * 365 * 24 * 3600, true],
  ['as far ahead as clocks differ', -600, false],
])('a heartbeat %s', async (_, age, isNone) => {
  const fleet = new HealthyFleet();
  fleet.prod.with(lease('unnamed', age));
  const { findings } = await fleet.diagnose();
  const found = findings.find(({ id }) => id === 'heartbeat-stale');
  expect(found !== undefined).toBe(isNone);
  expect(found?.message ?? 'which is still to come').toContain('which is still to come');
});

test('a Lease that says nothing is no heartbeat', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(lease('unnamed', 5, { renewTime: null }));
  expect(await fleet.told()).toContain('error prod heartbeat-stale Lease kargo/kargo-controller-unnamed');
});

test('Kargo 1.9 has none', async () => {
  const fleet = new HealthyFleet();
  for (const name of ['unnamed', 'dev-shard', 'staging-shard']) {
    await fleet.prod.delete(ref('coordination.k8s.io/v1', 'Lease', `kargo-controller-${name}`, 'kargo'));
  }
  const { shards, defaultController } = fleet.paper.fleet;
  fleet.describe({
    shards: shards.map((shard) => ({
      ...shard,
      ...(shard.controller && { controller: { ...shard.controller, version: '1.9.10' } }),
    })),
    ...(defaultController && { defaultController: { ...defaultController, version: '1.9.10' } }),
  });
  expect(await fleet.told()).toEqual([]);
});

test('the heartbeat of a default controller that claims a shard has the name of that', async () => {
  const fleet = new HealthyFleet();
  await fleet.prod.delete(ref('coordination.k8s.io/v1', 'Lease', 'kargo-controller-unnamed', 'kargo'));
  fleet.prod.with(lease('main'));
  const { defaultController } = fleet.paper.fleet;
  fleet.describe({ ...(defaultController && { defaultController: { ...defaultController, shard: 'main' } }) });
  expect(await fleet.told()).toEqual([]);
});
