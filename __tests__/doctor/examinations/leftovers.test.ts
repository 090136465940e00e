import { HealthyFleet, lease } from '../fleet';

const NAME = 'kargo-controller-old-shard';
const METADATA = { name: NAME, namespace: 'kargo' };
const IDENTITY = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: METADATA };
const BINDING = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'old' },
  roleRef: { kind: 'ClusterRole', name: 'kargo-admin' },
  subjects: [{ kind: 'ServiceAccount', ...METADATA }],
};

test('the identity of a shard that the fleet does not have any more, and what it may do', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(IDENTITY, BINDING);
  expect(await fleet.told()).toEqual([`error prod identity-unknown ServiceAccount kargo/${NAME}`]);
  expect(await fleet.message()).toContain('it is bound to ClusterRole kargo-admin, and its tokens are good');
  expect(await fleet.fix()).toBe('cdk8s-kargo remove old-shard --yes');
});

test('one that may do nothing', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(IDENTITY);
  expect(await fleet.told()).toEqual([`warning prod identity-unknown ServiceAccount kargo/${NAME}`]);
});

test('that its controller lives is told with the identity', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(IDENTITY, BINDING, lease('old-shard'));
  expect(await fleet.message()).toContain('its controller lives');
});

test('a controller of a shard that the fleet does not have lives, and one that does not is nothing', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(lease('other'), lease('gone', 3600));
  expect(await fleet.told()).toEqual(['warning prod heartbeat-unknown Lease kargo/kargo-controller-other']);
});

test('a ServiceAccount of other names or places may be there', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(
    { ...IDENTITY, metadata: { name: 'ci', namespace: 'kargo' } },
    { ...IDENTITY, metadata: { ...METADATA, namespace: 'other' } },
  );
  expect(await fleet.told()).toEqual([]);
});
