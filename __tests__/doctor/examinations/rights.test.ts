import { KubeError } from '../../../lib/kube/error';
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
  'a binding of group %s, which every identity is in, is not in dist and gives much',
  async (name) => {
    const fleet = new HealthyFleet();
    fleet.prod.with(binding({ kind: 'Group', name }));
    expect(await fleet.told()).toEqual(['error prod rights-beyond-dist ClusterRoleBinding more']);
    expect(await fleet.message()).toMatch(new RegExp(`^it binds group ${name}, and with it the identity of shard`));
    expect(await fleet.message()).toMatch(/ to ClusterRole kargo-admin \(.+ on .+\), and is not in dist$/);
    expect(await fleet.fix()).toBe(
      'kubectl --context prod-cluster delete clusterrolebinding more # once those who need it are bound by their names',
    );
  },
);

const EVERYBODY = { kind: 'Group', name: 'system:serviceaccounts:kargo' };

function role(kind: string, name: string, rule: object, namespace?: string) {
  const metadata = { name, ...(namespace !== undefined && { namespace }) };
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata, rules: [rule] };
}

test('a binding of a group may be there whose role lets everybody look, as OpenShift has one in every namespace', async () => {
  const fleet = new HealthyFleet();
  const look = { apiGroups: ['', 'image.openshift.io'], resources: ['imagestreams/layers'], verbs: ['get'] };
  fleet.prod.with(
    role('ClusterRole', 'system:image-puller', look),
    binding(EVERYBODY, 'system:image-pullers', { kind: 'ClusterRole', name: 'system:image-puller' }, 'kargo'),
  );
  expect(await fleet.told()).toEqual([]);
});

test('a binding that has others in it is not deleted', async () => {
  const fleet = new HealthyFleet();
  const masters = { kind: 'Group', name: 'system:masters' };
  const admin = { kind: 'ClusterRole', name: 'cluster-admin' };
  fleet.prod.with(role('ClusterRole', 'cluster-admin', { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }), {
    ...binding(EVERYBODY, 'cluster-admin', admin),
    subjects: [masters, EVERYBODY],
  });
  expect(await fleet.fix()).toBe(
    'kubectl --context prod-cluster edit clusterrolebinding cluster-admin # take group system:serviceaccounts:kargo out of its subjects',
  );
});

test('the role of a namespace counts for a binding there', async () => {
  const fleet = new HealthyFleet();
  const secrets = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };
  fleet.prod.with(
    role('Role', 'reader', { ...secrets, resources: ['pods'] }, 'other'),
    role('Role', 'reader', secrets, 'kargo'),
    binding(EVERYBODY, 'here', { kind: 'Role', name: 'reader' }, 'kargo'),
    binding(EVERYBODY, 'there', { kind: 'Role', name: 'reader' }, 'other'),
  );
  expect(await fleet.told()).toEqual(['error prod rights-beyond-dist RoleBinding kargo/here']);
});

test('where roles may not be read, cluster-admin is known all the same', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.fails = (call) =>
    call.startsWith('list ClusterRole ') ? new KubeError('forbidden', 'it does not allow it', 'ask') : undefined;
  fleet.prod.with(binding(EVERYBODY, 'more', { kind: 'ClusterRole', name: 'cluster-admin' }));
  expect(await fleet.told()).toEqual(['error prod rights-beyond-dist ClusterRoleBinding more']);
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
