import { KubeError } from '../../../lib/kube/error';
import { HealthyFleet, ref } from '../fleet';

test('a controller that may not see Applications, though all of dist is there', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.allows = (_, { resource, verb }) => resource !== 'applications' || verb === 'get';
  expect(await fleet.told()).toEqual(['error dev rights-lacking ServiceAccount kargo/kargo-controller']);
  expect(await fleet.message()).toContain('it may not list, watch, patch applications.argoproj.io in all namespaces');
});

test('an identity that may not change Stages', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.allows = (account, { verb }) => account !== 'kargo-controller-dev-shard' || verb !== 'patch';
  expect(await fleet.told()).toEqual(['error prod rights-lacking ServiceAccount kargo/kargo-controller-dev-shard']);
});

test('rights are not told to be lacking where the object that gives them is', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.allows = () => false;
  await fleet.dev.delete(ref('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'kargo-controller-argocd'));
  expect(await fleet.told()).toEqual(['error dev object-missing ClusterRoleBinding kargo-controller-argocd']);
});

test('an answer is missing where nobody may ask', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.fails = (call) => (call.startsWith('review ') ? new KubeError('forbidden', 'no', 'ask') : undefined);
  const { findings, missing } = await fleet.diagnose();
  expect(findings).toEqual([]);
  expect(missing.map(({ what }) => what)).toContain(
    'rights of ServiceAccount kargo/kargo-controller (list applications)',
  );
});
