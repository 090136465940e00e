import { removalAtHome } from '../../lib/removal/home';
import { describeRef } from '../../lib/removal/target';
import { object, secret } from '../credentials/targets';
import { binding, IDENTITY, of, RBAC, removalTarget } from './targets';

async function removal(target = removalTarget()) {
  const { steps, stays } = await removalAtHome(target);
  return { steps: steps.map(({ ref }) => describeRef(ref)), stays };
}

test('tokens end first, then the identity goes, its bindings after it, and the heartbeat last', async () => {
  expect((await removal()).steps).toEqual([
    `Secret kargo/${IDENTITY}-token-binding`,
    `ServiceAccount kargo/${IDENTITY}`,
    `ClusterRoleBinding ${IDENTITY}`,
    `RoleBinding kargo/${IDENTITY}`,
    `Lease kargo/${IDENTITY}`,
  ]);
});

test('bindings in Projects go whoever made them, and those of other shards stay', async () => {
  const target = removalTarget();
  const role = { kind: 'ClusterRole', name: 'kargo-controller-read-secrets' };
  target.home.with(
    binding(`${IDENTITY}-read-secrets`, 'apps', role, IDENTITY),
    binding('by-hand', 'apps', role, IDENTITY),
    binding('of-eu', 'apps', role, 'kargo-controller-dev-eu'),
  );
  const { steps } = await removal(target);
  expect(steps).toContain(`RoleBinding apps/${IDENTITY}-read-secrets`);
  expect(steps).toContain('RoleBinding apps/by-hand');
  expect(steps.join()).not.toContain('of-eu');
});

test('a binding of others too stays, and is told', async () => {
  const target = removalTarget();
  target.home.with(binding('both', 'apps', { kind: 'Role', name: 'r' }, IDENTITY, 'kargo-controller'));
  expect(await removal(target)).toMatchObject({ stays: ['RoleBinding apps/both in prod: it binds others too'] });
});

test('roles that were made for the identity go, and those of the chart stay', async () => {
  const target = removalTarget({ shard: 'read', serviceAccount: 'kargo-controller-read' });
  const chart = { 'helm.sh/chart': 'kargo-1.11.2' };
  const ofChart = of(RBAC, 'ClusterRole', 'kargo-controller-read-secrets');
  target.home.with(
    { ...ofChart, metadata: { ...ofChart.metadata, labels: chart } },
    of(RBAC, 'ClusterRole', 'kargo-controller-read-rollouts'),
    of(RBAC, 'Role', 'kargo-controller-read', 'kargo'),
    of(RBAC, 'ClusterRole', 'kargo-controller'),
  );
  expect((await removal(target)).steps).toEqual([
    'ClusterRole kargo-controller-read-rollouts',
    'Role kargo/kargo-controller-read',
  ]);
});

test('the lasting token goes, and a Secret of that name of somebody else stays', async () => {
  const target = removalTarget();
  const annotations = { 'kubernetes.io/service-account.name': IDENTITY };
  target.home.with(
    {
      ...object('Secret', `${IDENTITY}-token`, 'kargo', { type: 'kubernetes.io/service-account-token' }),
      metadata: { name: `${IDENTITY}-token`, namespace: 'kargo', annotations },
    },
    secret(`${IDENTITY}-token-binding`, {}, 'vault'),
  );
  const { steps, stays } = await removal(target);
  expect(steps).toContain(`Secret kargo/${IDENTITY}-token`);
  expect(stays).toEqual([`Secret kargo/${IDENTITY}-token-binding in prod: it is managed by vault`]);
});

test('whatever else synth wrote under its name goes first, and nothing of a shard whose name begins alike', async () => {
  const other = of('external-secrets.io/v1alpha1', 'PushSecret', `${IDENTITY}-token`, 'kargo');
  const eu = of('external-secrets.io/v1alpha1', 'PushSecret', 'kargo-controller-dev-eu-token', 'kargo');
  const target = removalTarget({ homeObjects: [other, eu] });
  target.home.with(other, eu);
  const { steps } = await removal(target);
  expect(steps[0]).toBe(`PushSecret kargo/${IDENTITY}-token`);
  expect(steps.join()).not.toContain('dev-eu');
});
