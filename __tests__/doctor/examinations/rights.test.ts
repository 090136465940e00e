import { HealthyFleet } from '../fleet';

const ACCOUNT = { kind: 'ServiceAccount', name: 'kargo-controller-dev-shard', namespace: 'kargo' };
const SECRETS = { kind: 'ClusterRole', name: 'kargo-controller-read-secrets' };

function binding(
  subject: object,
  name = 'more',
  roleRef: object = { kind: 'ClusterRole', name: 'kargo-admin' },
  namespace?: string,
) {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    roleRef,
    subjects: [subject],
  };
}

test.each([
  ['the ServiceAccount', ACCOUNT],
  ['its user', { kind: 'User', name: 'system:serviceaccount:kargo:kargo-controller-dev-shard' }],
  ['the group of its namespace', { kind: 'Group', name: 'system:serviceaccounts:kargo' }],
])('a binding of %s is not in dist', async (_, subject) => {
  const fleet = new HealthyFleet();
  fleet.prod.with(binding(subject));
  expect(await fleet.told()).toEqual(['error prod rights-beyond-dist ClusterRoleBinding more']);
  expect(await fleet.message()).toContain('ClusterRole kargo-admin, and is not in dist');
  expect(await fleet.fix()).toBe('kubectl --context prod-cluster delete clusterrolebinding more');
});

test.each([
  ['of another namespace', { ...ACCOUNT, namespace: 'other' }],
  ['of everybody', { kind: 'Group', name: 'system:authenticated' }],
  ['of somebody else', { kind: 'User', name: 'jane' }],
])('one %s may be there', async (_, subject) => {
  const fleet = new HealthyFleet();
  fleet.prod.with(binding(subject));
  expect(await fleet.told()).toEqual([]);
});

test('one that the management controller makes may be there for a shard of all Projects only', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(binding(ACCOUNT, 'kargo-controller-dev-shard-read-secrets', SECRETS, 'other-project'));
  expect(await fleet.told()).toEqual([
    'error prod rights-beyond-dist RoleBinding other-project/kargo-controller-dev-shard-read-secrets',
  ]);
  fleet.describe({ shards: fleet.paper.fleet.shards.map((shard) => ({ ...shard, projects: '*' as const })) });
  expect(await fleet.told()).toEqual([]);
});
