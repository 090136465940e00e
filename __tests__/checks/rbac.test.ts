import { type AccessRequest, allowed, grantsOf } from '../../lib/checks/rbac';
import type { KubeObject } from '../../lib/core/kube-object';
import { binding, cluster, role } from './fleet';

const USER = 'system:serviceaccount:kargo:x';
const readSecrets = { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] };

function may(request: Partial<AccessRequest>, ...objects: readonly KubeObject[]): boolean {
  return allowed(cluster('prod', ...objects), USER, { verb: 'get', group: '', resource: 'secrets', ...request });
}

/** Whether a rule, bound cluster-wide, allows a request. */
function rule(more: object, request: Partial<AccessRequest>): boolean {
  return may(request, role('r', [{ ...readSecrets, ...more }]), binding('b', 'ClusterRole/r', 'kargo/x'));
}

test('nobody may do anything without a binding', () => {
  expect(may({}, role('r', [readSecrets]))).toBe(false);
});

test('a ClusterRoleBinding holds in every namespace and for the whole cluster', () => {
  const objects = [role('r', [readSecrets]), binding('b', 'ClusterRole/r', 'kargo/x')];
  expect(may({}, ...objects)).toBe(true);
  expect(may({ namespace: 'apps' }, ...objects)).toBe(true);
});

test('a RoleBinding to a ClusterRole holds in its own namespace only', () => {
  const objects = [role('r', [readSecrets]), binding('b', 'ClusterRole/r', 'kargo/x', 'apps')];
  expect(may({ namespace: 'apps' }, ...objects)).toBe(true);
  expect(may({ namespace: 'other' }, ...objects)).toBe(false);
  expect(may({}, ...objects)).toBe(false);
});

test('a RoleBinding to a Role means that of its own namespace', () => {
  const bound = binding('b', 'Role/r', 'kargo/x', 'apps');
  expect(may({ namespace: 'apps' }, role('r', [readSecrets], 'apps'), bound)).toBe(true);
  expect(may({ namespace: 'apps' }, role('r', [readSecrets], 'other'), bound)).toBe(false);
  expect(may({ namespace: 'apps' }, role('r', [readSecrets]), bound)).toBe(false);
});

test('a ClusterRoleBinding cannot be to a Role', () => {
  const objects = [role('r', [readSecrets], 'apps'), role('r', [readSecrets], ''), binding('b', 'Role/r', 'kargo/x')];
  expect(may({ namespace: 'apps' }, ...objects)).toBe(false);
});

test('a binding to a role that is not there allows nothing', () => {
  expect(may({}, binding('b', 'ClusterRole/r', 'kargo/x'))).toBe(false);
});

test('objects of another API group are no roles', () => {
  const other = { ...role('r', [readSecrets]), apiVersion: 'authorization.openshift.io/v1' };
  expect(may({}, other, binding('b', 'ClusterRole/r', 'kargo/x'))).toBe(false);
});

test.each([
  ['the verb', {}, { verb: 'list' }, true],
  ['another verb', {}, { verb: 'delete' }, false],
  ['any verb', { verbs: ['*'] }, { verb: 'delete' }, true],
  ['another group', {}, { group: 'apps' }, false],
  ['one of two groups', { apiGroups: ['apps', ''] }, {}, true],
  ['any group', { apiGroups: ['*'] }, { group: 'apps' }, true],
  ['another resource', {}, { resource: 'configmaps' }, false],
  ['one of two resources', { resources: ['configmaps', 'secrets'] }, {}, true],
  ['any resource', { resources: ['*'] }, { resource: 'configmaps' }, true],
  ['any resource, with a subresource', { resources: ['*'] }, { resource: 'stages/status' }, true],
  ['a resource, without its subresource', { resources: ['stages'] }, { resource: 'stages/status' }, false],
  ['a subresource', { resources: ['stages/status'] }, { resource: 'stages/status' }, true],
  ['a subresource, without its resource', { resources: ['stages/status'] }, { resource: 'stages' }, false],
  ['a subresource of everything', { resources: ['*/status'] }, { resource: 'stages/status' }, true],
  ['another subresource of everything', { resources: ['*/scale'] }, { resource: 'stages/status' }, false],
  ['every subresource, which cannot be said', { resources: ['stages/*'] }, { resource: 'stages/status' }, false],
  ['one name', { resourceNames: ['a'] }, { name: 'a' }, true],
  ['another name', { resourceNames: ['a'] }, { name: 'b' }, false],
  ['one name, when listing', { resourceNames: ['a'] }, { verb: 'list' }, false],
  ['every name', {}, { name: 'b' }, true],
  ['a URL and no resource', { apiGroups: undefined, resources: undefined, nonResourceURLs: ['*'] }, {}, false],
])('a rule about %s: %j allows %j: %p', (_, more, request, expected) => {
  expect(rule(more, request)).toBe(expected);
});

test.each([
  ['the ServiceAccount as a user', { kind: 'User', name: USER }, true],
  ['another user', { kind: 'User', name: 'jane' }, false],
  ['another ServiceAccount', { kind: 'ServiceAccount', namespace: 'kargo', name: 'y' }, false],
  ['a ServiceAccount of another namespace', { kind: 'ServiceAccount', namespace: 'apps', name: 'x' }, false],
  ['all ServiceAccounts', { kind: 'Group', name: 'system:serviceaccounts' }, true],
  ['all ServiceAccounts of its namespace', { kind: 'Group', name: 'system:serviceaccounts:kargo' }, true],
  ['all ServiceAccounts of another namespace', { kind: 'Group', name: 'system:serviceaccounts:apps' }, false],
  ['everybody who is known', { kind: 'Group', name: 'system:authenticated' }, true],
  ['everybody else', { kind: 'Group', name: 'system:unauthenticated' }, false],
  ['a subject of an unknown kind', { kind: 'Robot', namespace: 'kargo', name: 'x' }, false],
  ['a ServiceAccount of no namespace', { kind: 'ServiceAccount', name: 'x' }, false],
])('a binding of %s: %j applies: %p', (_, subject, expected) => {
  expect(may({}, role('r', [readSecrets]), binding('b', 'ClusterRole/r', [subject]))).toBe(expected);
});

test('a ServiceAccount without a namespace is one of the namespace of the RoleBinding', () => {
  const bound = binding('b', 'ClusterRole/r', [{ kind: 'ServiceAccount', name: 'x' }], 'kargo');
  expect(may({ namespace: 'kargo' }, role('r', [readSecrets]), bound)).toBe(true);
});

test('a user who is no ServiceAccount is in none of their groups', () => {
  const objects = [
    role('r', [readSecrets]),
    binding('b', 'ClusterRole/r', [{ kind: 'Group', name: 'system:serviceaccounts' }]),
  ];
  expect(allowed(cluster('prod', ...objects), 'jane', { verb: 'get', group: '', resource: 'secrets' })).toBe(false);
});

test('a binding that names a user twice is one grant', () => {
  const subject = { kind: 'User', name: USER };
  expect(grantsOf(cluster('prod', binding('b', 'ClusterRole/r', [subject, subject])), USER)).toEqual([
    expect.objectContaining({ role: { kind: 'ClusterRole', name: 'r' }, namespace: undefined, rules: undefined }),
  ]);
});
