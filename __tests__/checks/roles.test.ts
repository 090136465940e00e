import { binding, cluster, findings, fleet, fleetWith, messages, pipeline, role } from './fleet';

test('bindings to roles that the same cluster gets are right', () => {
  const view = fleetWith(
    role('kargo-controller'),
    binding('a', 'ClusterRole/kargo-controller', 'kargo/x'),
    binding('b', 'ClusterRole/kargo-controller', 'kargo/x', 'shop'),
    role('kargo-controller', [], 'kargo'),
    binding('c', 'Role/kargo-controller', 'kargo/x', 'kargo'),
  );
  expect(findings(view, 'role-missing')).toEqual([]);
});

test("fails when a binding is to a ClusterRole of Kargo's that the fleet does not make", () => {
  const view = fleetWith(binding('x-rollouts', 'ClusterRole/kargo-controller-rollouts', 'kargo/x'));
  expect(findings(view, 'role-missing')).toEqual([
    expect.objectContaining({
      message:
        "ClusterRoleBinding x-rollouts is a binding to ClusterRole 'kargo-controller-rollouts', which this fleet does not make in cluster 'prod'",
      object: 'ClusterRoleBinding x-rollouts',
    }),
  ]);
});

test('fails when a Role is in another namespace than its binding', () => {
  const view = fleetWith(
    role('kargo-controller', [], 'kargo'),
    binding('x', 'Role/kargo-controller', 'kargo/x', 'shop'),
  );
  expect(messages(view, 'role-missing')).toEqual([
    "RoleBinding shop/x is a binding to Role 'kargo-controller', which this fleet does not make in namespace 'shop' of cluster 'prod'",
  ]);
});

test.each(['cluster-admin', 'view', 'system:auth-delegator', 'team-reader'])(
  'a binding to ClusterRole %p may be to one from somewhere else',
  (name) => {
    expect(findings(fleetWith(binding('x', `ClusterRole/${name}`, 'kargo/x')), 'role-missing')).toEqual([]);
  },
);

test("Kargo's own roles are there where other means installed it", () => {
  const view = fleetWith(binding('x', 'ClusterRole/kargo-controller', 'kargo/x'));
  expect(findings({ ...view, foreignKargo: ['prod'] }, 'role-missing')).toEqual([]);
  expect(findings({ ...view, foreignKargo: ['dev'] }, 'role-missing')).toHaveLength(1);
});

test('the roles that Kargo makes in the namespace of a Project are there', () => {
  const view = fleetWith(
    binding('x', 'Role/kargo-admin', 'apps/x', 'apps'),
    binding('y', 'Role/kargo-api', 'apps/x', 'apps'),
  );
  expect(messages(view, 'role-missing')).toEqual([
    expect.stringContaining("RoleBinding apps/y is a binding to Role 'kargo-api'"),
  ]);
});

test('the roles that Kargo makes are there in a Project that is known to exist, and nowhere else', () => {
  const view = fleetWith(binding('x', 'Role/kargo-admin', 'apps/x', 'shop'));
  expect(findings({ ...view, externals: [{ kind: 'Project', name: 'shop' }] }, 'role-missing')).toEqual([]);
  expect(findings({ ...view, externals: [{ kind: 'Stage', name: 'shop' }] }, 'role-missing')).toHaveLength(1);
});

test('the roles that Kargo makes are there in the cluster of the Project only', () => {
  const bound = (namespace: string) => binding('x', 'Role/kargo-admin', 'apps/x', namespace);
  const clusters = [cluster('prod', ...pipeline(), bound('shop')), cluster('dev', bound('apps'))];
  const externals = [{ kind: 'Project', cluster: 'prod', name: 'shop' }];
  expect(messages(fleet({ clusters, externals }), 'role-missing')).toEqual([
    "RoleBinding apps/x is a binding to Role 'kargo-admin', which this fleet does not make in namespace 'apps' of cluster 'dev'",
  ]);
  const elsewhere = [{ kind: 'Project', cluster: 'dev', name: 'shop' }];
  expect(findings(fleet({ clusters, externals: elsewhere }), 'role-missing')).toHaveLength(2);
});

test('what is missing in a part of a fleet may be in another part', () => {
  const view = fleetWith(binding('x', 'ClusterRole/kargo-controller', 'kargo/x'));
  expect(findings({ ...view, complete: false }, 'role-missing')).toEqual([]);
  expect(findings(fleet(), 'role-missing')).toEqual([]);
});
