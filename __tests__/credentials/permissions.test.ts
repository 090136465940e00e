import { describeAction, forbiddenActions, neededActions } from '../../lib/credentials/permissions';
import { target } from './targets';

const needed = (change: Parameters<typeof target>[0] = {}) => neededActions(target(change)).map(describeAction);
const { shard, controlPlane, fleet } = target();
const forbidden = (projects: readonly string[] | '*' = shard.projects) =>
  forbiddenActions(target({ shard: { ...shard, projects } }), fleet).map(describeAction);

test('a controller needs the Secrets of its Projects and of shared and system resources', () => {
  expect(needed().filter((action) => action.startsWith('list secrets'))).toEqual([
    'list secrets in kargo-shared-resources',
    'list secrets in kargo-system-resources',
    'list secrets in apps',
  ]);
});

test('those namespaces are the ones that the control plane has', () => {
  const other = { ...controlPlane, sharedResourcesNamespace: 'shared', systemResourcesNamespace: 'system' };
  expect(needed({ controlPlane: other })).toEqual(
    expect.arrayContaining(['list secrets in shared', 'list secrets in system']),
  );
});

test('it needs to promote Stages, to write their status, and to renew its Lease', () => {
  expect(needed()).toEqual(
    expect.arrayContaining([
      'promote stages.kargo.akuity.io',
      'patch stages/status.kargo.akuity.io',
      'update leases.coordination.k8s.io in kargo',
    ]),
  );
});

test('it needs AnalysisRuns only with Rollouts', () => {
  const runs = 'create analysisruns.argoproj.io';
  expect(needed()).not.toContain(runs);
  expect(needed({ shard: { ...shard, rollouts: true } })).toContain(runs);
});

test.each([
  ['1.11.2', true, true],
  ['1.10.10', true, true],
  ['1.9.10', false, false],
  ['unknown', true, true],
])('with Kargo %s it needs a Lease and ClusterConfigs: %s, %s', (version, lease, clusterConfigs) => {
  const actions = needed({ controlPlane: { ...controlPlane, version } });
  expect(actions.includes('get leases.coordination.k8s.io in kargo')).toBe(lease);
  expect(actions.includes('get clusterconfigs.kargo.akuity.io')).toBe(clusterConfigs);
});

test('it must not read Secrets of the cluster, of Kargo itself, or of a Project that it does not serve', () => {
  expect(
    forbidden()
      .filter((action) => action.startsWith('get secrets'))
      .sort(),
  ).toEqual([
    'get secrets',
    'get secrets in default',
    'get secrets in foreign',
    'get secrets in kargo',
    'get secrets in kube-system',
  ]);
});

test('one of all Projects may read those of each', () => {
  expect(
    forbidden('*')
      .filter((action) => action.startsWith('get secrets'))
      .sort(),
  ).toEqual(['get secrets', 'get secrets in default', 'get secrets in kargo', 'get secrets in kube-system']);
});

test.each([
  'create clusterrolebindings.rbac.authorization.k8s.io',
  'escalate clusterroles.rbac.authorization.k8s.io',
  'create rolebindings.rbac.authorization.k8s.io in kargo',
  'create deployments.apps in kargo',
  'create pods in kube-system',
  'create pods/exec in kargo',
  'create serviceaccounts/token in kargo',
  'impersonate users',
  'patch secrets in kargo',
  'update validatingwebhookconfigurations.admissionregistration.k8s.io',
  'delete customresourcedefinitions.apiextensions.k8s.io',
])('it must not %s', (action) => {
  expect(forbidden()).toContain(action);
});

test('nothing is both needed and forbidden', () => {
  const all = new Set(needed({ shard: { ...shard, rollouts: true } }));
  expect(forbidden().filter((action) => all.has(action))).toEqual([]);
});

test('no question asks for what has no namespace within one', () => {
  const clusterScoped = /(webhookconfigurations|customresourcedefinitions|users|groups|delete namespaces).* in /;
  expect(forbidden().filter((action) => clusterScoped.test(action))).toEqual([]);
});
