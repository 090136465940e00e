import { removalOf } from '../../lib/removal/removal';
import { describeRef } from '../../lib/removal/target';
import { deployment, IDENTITY, identityObjects, of, RBAC, removalTarget } from './targets';

test('the controller goes before what it is in the cluster of the control plane', async () => {
  const { steps } = await removalOf(removalTarget());
  expect(steps.map(({ cluster }) => cluster).join()).toMatch(/^(dev,)+prod(,prod)+$/);
});

test('a shard beside the control plane has each object once, its Deployment first, and the chart keeps its own', async () => {
  const chart = of(RBAC, 'ClusterRole', 'kargo-controller');
  const ofChart = { ...chart, metadata: { ...chart.metadata, labels: { 'helm.sh/chart': 'kargo-1.11.2' } } };
  const objects = [ofChart, ...identityObjects(), deployment(IDENTITY)];
  const base = removalTarget();
  const target = removalTarget({
    homeObjects: objects,
    away: {
      objects,
      controller: { ...base.away.controller, cluster: 'prod', deployment: IDENTITY },
      deployments: [IDENTITY, 'kargo-controller'],
      isControlPlane: true,
    },
  });
  target.home.with(...objects);
  const steps = (await removalOf(target)).steps.map(({ ref }) => describeRef(ref));
  expect(steps[0]).toBe(`Deployment kargo/${IDENTITY}`);
  expect(new Set(steps).size).toBe(steps.length);
  expect(steps).toContain(`ServiceAccount kargo/${IDENTITY}`);
  expect(steps).not.toContain('ClusterRole kargo-controller');
});

test('without the cluster of the controller only the rest goes', async () => {
  const { away: _, ...target } = removalTarget();
  const { steps } = await removalOf(target);
  expect(new Set(steps.map(({ cluster }) => cluster))).toEqual(new Set(['prod']));
});
