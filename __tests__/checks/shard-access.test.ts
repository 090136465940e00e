import type { FleetView } from '../../lib/checks/view';
import type { KubeObject } from '../../lib/core/kube-object';
import { binding, cluster, findings, fleet, messages, role, shard } from './fleet';

const identity = 'system:serviceaccount:kargo:kargo-controller-dev-shard';
const account = 'kargo/kargo-controller-dev-shard';
const analysis = { apiGroups: ['argoproj.io'], resources: ['analysistemplates'], verbs: ['get', 'list', 'watch'] };
const secrets = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };

const withRollouts = (...objects: readonly KubeObject[]): FleetView =>
  fleet({ clusters: [cluster('prod', ...objects)], shards: [shard('dev-shard', { rollouts: true, identity })] });

test('a shard with Rollouts whose identity may list AnalysisTemplates is right', () => {
  const view = withRollouts(role('r', [analysis]), binding('b', 'ClusterRole/r', account));
  expect(findings(view, 'rollouts-role-missing')).toEqual([]);
});

test('fails when the identity of a shard with Rollouts may not list AnalysisTemplates', () => {
  expect(findings(withRollouts(), 'rollouts-role-missing')).toEqual([
    expect.objectContaining({
      message: `shard 'dev-shard' has Rollouts, but '${identity}' may not list AnalysisTemplates in cluster 'prod', without which its controller does not start`,
      where: { construct: 'prod/dev-shard' },
      object: 'Shard dev-shard',
    }),
  ]);
});

test('fails when it may list them in one namespace only', () => {
  const view = withRollouts(role('r', [analysis]), binding('b', 'ClusterRole/r', account, 'apps'));
  expect(findings(view, 'rollouts-role-missing')).toHaveLength(1);
});

test('fails when it may list them in another cluster than that of the control plane', () => {
  const clusters = [cluster('prod'), cluster('dev', role('r', [analysis]), binding('b', 'ClusterRole/r', account))];
  expect(findings({ ...withRollouts(), clusters }, 'rollouts-role-missing')).toHaveLength(1);
});

test("Kargo's own role for Rollouts counts where other means installed it, and only there", () => {
  const bindings = ['kargo-controller', 'kargo-controller-rollouts'].map((name) =>
    binding(name, `ClusterRole/${name}`, account),
  );
  const view = withRollouts(...bindings);
  expect(findings({ ...view, foreignKargo: ['prod'] }, 'rollouts-role-missing')).toEqual([]);
  expect(findings(view, 'rollouts-role-missing')).toHaveLength(1);
});

test('another role of a control plane that other means installed does not count', () => {
  const view = withRollouts(binding('b', 'ClusterRole/kargo-controller', account));
  expect(findings({ ...view, foreignKargo: ['prod'] }, 'rollouts-role-missing')).toHaveLength(1);
});

test('a shard without Rollouts, or without an identity of its own, needs no such permission', () => {
  const shards = [shard('a', { identity }), shard('b', { rollouts: true })];
  expect(findings(fleet({ shards }), 'rollouts-role-missing')).toEqual([]);
});

test('a shard may read Secrets in single namespaces', () => {
  const view = withRollouts(role('r', [secrets]), binding('b', 'ClusterRole/r', account, 'apps'));
  expect(findings(view, 'cluster-wide-secrets')).toEqual([]);
});

test('a rule without a verb lets nobody reach anything', () => {
  const view = withRollouts(role('r', [{ ...secrets, verbs: [] }]), binding('b', 'ClusterRole/r', account));
  expect(findings(view, 'cluster-wide-secrets')).toEqual([]);
});

test('fails when a ClusterRoleBinding lets a shard reach Secrets', () => {
  const view = withRollouts(role('r', [analysis, secrets]), binding('b', 'ClusterRole/r', account));
  expect(findings(view, 'cluster-wide-secrets')).toEqual([
    expect.objectContaining({
      message: `ClusterRoleBinding b lets shard 'dev-shard' (${identity}) reach Secrets of the whole cluster, by ClusterRole 'r'`,
      where: { construct: 'prod/ClusterRoleBinding/b' },
      object: 'ClusterRoleBinding b',
    }),
  ]);
});

test.each([
  ['every resource', { resources: ['*'] }],
  ['every group', { apiGroups: ['*'] }],
  ['another group too', { apiGroups: ['apps', ''] }],
  ['another resource too', { resources: ['configmaps', 'secrets'] }],
  ['some names', { resourceNames: ['a'] }],
  ['creating only', { verbs: ['create'] }],
])('fails when the rule on Secrets is for %s', (_, more) => {
  const view = withRollouts(role('r', [{ ...secrets, ...more }]), binding('b', 'ClusterRole/r', account));
  expect(findings(view, 'cluster-wide-secrets')).toHaveLength(1);
});

test.each([['cluster-admin'], ['edit'], ['kargo-controller-read-secrets']])(
  'fails when a shard is bound to %s, although that role is not among the objects',
  (name) => {
    expect(messages(withRollouts(binding('b', `ClusterRole/${name}`, account)), 'cluster-wide-secrets')).toHaveLength(
      1,
    );
  },
);

test('fails when all ServiceAccounts may reach Secrets', () => {
  const subjects = [{ kind: 'Group', name: 'system:serviceaccounts' }];
  const view = withRollouts(role('r', [secrets]), binding('b', 'ClusterRole/r', subjects));
  expect(findings(view, 'cluster-wide-secrets')).toHaveLength(1);
});

test('what other identities may do is not the business of a shard', () => {
  const view = withRollouts(role('r', [secrets]), binding('b', 'ClusterRole/r', 'kargo/kargo-management-controller'));
  expect(findings(view, 'cluster-wide-secrets')).toEqual([]);
});
