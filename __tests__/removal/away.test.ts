import { objectsOfController, removalAway } from '../../lib/removal/away';
import { describeRef } from '../../lib/removal/target';
import { object, secret } from '../credentials/targets';
import { controllerObjects, deployment, of, removalTarget } from './targets';

async function removal(away: Parameters<typeof removalTarget>[0] = {}, ...more: Parameters<typeof secret>[]) {
  const target = removalTarget(away);
  target.away.api.with(...more.map((args) => secret(...args)));
  const { steps, stays } = await removalAway('dev', target.away);
  return { steps: steps.map(({ ref }) => describeRef(ref)), stays };
}

test('the Deployment goes first, and then what it needed, last of it its identity', async () => {
  expect((await removal()).steps).toEqual([
    'Deployment kargo/kargo-controller',
    'ClusterRoleBinding kargo-controller-argocd',
    'ClusterRole kargo-controller-argocd',
    'ConfigMap kargo/kargo-controller',
    'Secret kargo/kargo-controlplane-kubeconfig',
    'ServiceAccount kargo/kargo-controller',
  ]);
});

test('what is not there any more is no step', async () => {
  const target = removalTarget();
  await target.away.api.delete({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: 'kargo',
    name: 'kargo-controller',
  });
  const { steps } = await removalAway('dev', target.away);
  expect(steps.map(({ ref }) => ref.kind)).not.toContain('Deployment');
  expect(steps).toHaveLength(5);
});

test('the Secret with the token goes too, which no manifest has', async () => {
  const { steps, stays } = await removal({}, ['kargo-controlplane-token', {}, 'cdk8s-kargo']);
  expect(steps).toContain('Secret kargo/kargo-controlplane-token');
  expect(stays).toHaveLength(1);
});

test('a Secret of somebody else stays, and who that is is told', async () => {
  const { steps, stays } = await removal({}, ['kargo-controlplane-token', {}, 'external-secrets']);
  expect(steps).not.toContain('Secret kargo/kargo-controlplane-token');
  expect(stays).toContain('Secret kargo/kargo-controlplane-token in dev: it is managed by external-secrets');
});

test('the namespace and whatever is not of the controller stay', async () => {
  const objects = [...controllerObjects(), object('ConfigMap', 'other', 'kargo')];
  const { steps, stays } = await removal({ away: { objects } });
  expect(steps).toHaveLength(6);
  expect(stays).toEqual([
    "Namespace kargo in dev: there may be more in it than Kargo; 'kubectl delete namespace kargo' deletes all of that",
    'ConfigMap kargo/other in dev: it is not of the controller',
  ]);
});

describe('of several controllers in one cluster', () => {
  const second = [
    object('Secret', 'kargo-controlplane-kubeconfig-eu', 'kargo'),
    object('ConfigMap', 'kargo-controller-eu', 'kargo', { data: { SHARD_NAME: 'eu' } }),
    of('rbac.authorization.k8s.io/v1', 'ClusterRole', 'kargo-controller-eu-argocd-events'),
    deployment('kargo-controller-eu', 'kargo-controlplane-kubeconfig-eu'),
  ];
  const away = {
    objects: [...controllerObjects(), ...second],
    deployments: ['kargo-controller', 'kargo-controller-eu'],
  };

  test('only the objects of one go', async () => {
    const { steps, stays } = await removal({ away });
    expect(steps).toHaveLength(6);
    expect(steps.join()).not.toContain('-eu');
    expect(stays).toEqual([]);
  });

  test('what both use stays', () => {
    const shared = { ...away, objects: [...away.objects.slice(0, -1), deployment('kargo-controller-eu')] };
    const names = objectsOfController(removalTarget({ away: shared }).away).map(({ metadata }) => metadata.name);
    expect(names).not.toContain('kargo-controlplane-kubeconfig');
  });
});

test('what makes the Secret that the pod has mounted goes with it', async () => {
  const external = of('external-secrets.io/v1', 'ExternalSecret', 'kubeconfig', 'kargo', {
    spec: { target: { name: 'kargo-controlplane-kubeconfig' } },
  });
  expect((await removal({ away: { objects: [...controllerObjects(), external] } })).steps).toContain(
    'ExternalSecret kargo/kubeconfig',
  );
});

test.each([
  ['another shard', { SHARD_NAME: 'staging' }, "claims shard 'staging', expected 'dev'"],
  ['no shard', {}, "claims no shard, expected 'dev'"],
])('refuses a cluster whose controller claims %s', async (_, data, message) => {
  const target = removalTarget();
  target.away.api.with(object('ConfigMap', 'kargo-controller', 'kargo', { data }));
  await expect(removalAway('dev', target.away)).rejects.toThrow(message);
});
