import { HealthyFleet } from '../fleet';

const RBAC = 'rbac.authorization.k8s.io/v1';
const ACCOUNT = { kind: 'ServiceAccount', name: 'kargo-controller', namespace: 'kargo' };

function binding(name: string, subject: object = ACCOUNT) {
  const roleRef = { kind: 'ClusterRole', name };
  return { apiVersion: RBAC, kind: 'ClusterRoleBinding', metadata: { name: 'loc' }, roleRef, subjects: [subject] };
}

test.each(['dev', 'prod'] as const)('the controller in %s is cluster-admin', async (cluster) => {
  const fleet = new HealthyFleet();
  fleet[cluster].with(binding('cluster-admin'));
  expect(await fleet.told()).toEqual([`error ${cluster} rights-beyond-dist ClusterRoleBinding loc`]);
  expect(await fleet.message()).toContain('ServiceAccount kargo/kargo-controller');
  expect(await fleet.fix()).toBe(`kubectl --context ${cluster}-cluster delete clusterrolebinding loc`);
});

test.each([
  [
    'all',
    { apiGroups: ['apps'], resources: ['*'], verbs: ['*'] },
    ['error dev rights-beyond-dist ClusterRoleBinding loc'],
  ],
  [
    'to impersonate',
    { apiGroups: [''], resources: ['users'], verbs: ['impersonate'] },
    ['error dev rights-beyond-dist ClusterRoleBinding loc'],
  ],
  ['to read Secrets', { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] }, []],
])('a role of its owner may give a controller little: %s', async (_, rule, told) => {
  const fleet = new HealthyFleet();
  fleet.dev.with({ apiVersion: RBAC, kind: 'ClusterRole', metadata: { name: 'own' }, rules: [rule] }, binding('own'));
  expect(await fleet.told()).toEqual(told);
});

test('cluster-admin of somebody else may be there', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.with(binding('cluster-admin', { ...ACCOUNT, namespace: 'other' }));
  expect(await fleet.told()).toEqual([]);
});
