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
])('a binding of %s is not in dist', async (_, subject) => {
  const fleet = new HealthyFleet();
  fleet.prod.with(binding(subject));
  expect(await fleet.told()).toEqual(['error prod rights-beyond-dist ClusterRoleBinding more']);
  expect(await fleet.message()).toContain('ClusterRole kargo-admin, and is not in dist');
  expect(await fleet.fix()).toBe('kubectl --context prod-cluster delete clusterrolebinding more');
});

test.each(['system:serviceaccounts:kargo', 'system:serviceaccounts', 'system:authenticated'])(
  'a binding of group %s, which every identity is in, is not in dist',
  async (name) => {
    const fleet = new HealthyFleet();
    fleet.prod.with(binding({ kind: 'Group', name }));
    expect(await fleet.told()).toEqual(['error prod rights-beyond-dist ClusterRoleBinding more']);
    expect(await fleet.message()).toMatch(new RegExp(`^it binds group ${name}, and with it the identity of shard`));
    expect(await fleet.fix()).toMatch(/^bind those who need it by their names, then kubectl /);
  },
);

test.each([
  ['system:discovery', []],
  ['cluster-admin', ['error prod rights-beyond-dist ClusterRoleBinding of-kubernetes']],
])('what Kubernetes itself binds everybody to may be there if it gives little: %s', async (name, told) => {
  const made = binding({ kind: 'Group', name: 'system:authenticated' }, 'of-kubernetes', { kind: 'ClusterRole', name });
  const labels = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
  const fleet = new HealthyFleet();
  fleet.prod.with({ ...made, metadata: { ...made.metadata, labels } });
  expect(await fleet.told()).toEqual(told);
});

test.each([
  ['of another namespace', { ...ACCOUNT, namespace: 'other' }],
  ['of the group of another namespace', { kind: 'Group', name: 'system:serviceaccounts:other' }],
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
