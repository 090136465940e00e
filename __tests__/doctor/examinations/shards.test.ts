import { KubeError } from '../../../lib/kube/error';
import { HealthyFleet, lease, pipeline, ref } from '../fleet';

const STAGE = 'Stage argocd-example-apps/lost';

test('a Stage is of a shard that nobody has', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(pipeline('Stage', 'lost', { shard: 'dev-shrad' }, 'dev-shrad'));
  expect(await fleet.told()).toEqual([`error prod shard-unknown ${STAGE}`]);
  expect(await fleet.fix()).toBe("did you mean 'dev-shard'? change spec.shard");
});

test('a Stage is of a shard that is none of the fleet, and has a controller that lives', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(pipeline('Stage', 'lost', { shard: 'eu' }, 'eu'), lease('eu'));
  expect(await fleet.told()).toEqual(['warning prod heartbeat-unknown Lease kargo/kargo-controller-eu']);
});

test('of a shard that is none of the fleet nothing is told where heartbeats may not be seen', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(pipeline('Stage', 'lost', { shard: 'eu' }, 'eu'));
  fleet.prod.fails = (call) => (call.startsWith('list Lease') ? new KubeError('forbidden', 'no', 'no') : undefined);
  const { findings, missing } = await fleet.diagnose();
  expect(findings).toEqual([]);
  expect(missing.map(({ what }) => what)).toEqual(['all Leases in kargo']);
});

test('Stages and Warehouses wait for the controller of their shard', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(lease('dev-shard', 3600), pipeline('Warehouse', 'own', { shard: 'dev-shard' }, 'dev-shard'));
  expect(await fleet.told()).toEqual([
    'error prod heartbeat-stale Lease kargo/kargo-controller-dev-shard',
    'error prod shard-without-controller Shard dev-shard',
  ]);
  expect((await fleet.diagnose()).findings[1]?.message).toContain('3 Stages and 1 Warehouse of it wait');
});

test('what has no shard is nobodys where the fleet has no default controller', async () => {
  const fleet = new HealthyFleet();
  await fleet.prod.delete(ref('coordination.k8s.io/v1', 'Lease', 'kargo-controller-unnamed', 'kargo'));
  const { defaultController: _, ...rest } = fleet.paper.fleet;
  fleet.paper = { ...fleet.paper, fleet: rest };
  const told = await fleet.told();
  expect(told).toContain('error prod default-controller-missing Warehouse argocd-example-apps/nginx');
  expect(new Set(told.map((line) => line.split(' ')[2]))).toEqual(new Set(['default-controller-missing']));
});

test.each([
  ['another shard', { shard: 'dev-shard' }, 'staging-shard', 'kargo.akuity.io/shard=dev-shard --overwrite'],
  ['no shard', { shard: 'dev-shard' }, undefined, 'kargo.akuity.io/shard=dev-shard --overwrite'],
  ['a shard, and its spec none', {}, 'dev-shard', 'kargo.akuity.io/shard-'],
])('the label of a Stage names %s', async (_, spec, label, change) => {
  const fleet = new HealthyFleet();
  fleet.prod.with(pipeline('Stage', 'lost', spec, label));
  expect(await fleet.told()).toEqual([`error prod shard-label-differs ${STAGE}`]);
  expect(await fleet.fix()).toBe(`kubectl --context prod-cluster -n argocd-example-apps label stage lost ${change}`);
});
