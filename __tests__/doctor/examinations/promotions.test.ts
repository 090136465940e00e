import { HealthyFleet, pipeline } from '../fleet';

const OBJECT = 'Promotion argocd-example-apps/one';

function promotion(stage: string, label: string | undefined, phase?: string) {
  return pipeline('Promotion', 'one', { stage }, label, phase === undefined ? {} : { status: { phase } });
}

test.each([
  ['that has not begun', undefined],
  ['that waits', 'Pending'],
  ['that runs', 'Running'],
])('a Promotion %s is stranded when its Stage moves', async (_, phase) => {
  const fleet = new HealthyFleet();
  fleet.prod.with(promotion('nginx-dev', 'staging-shard', phase));
  expect(await fleet.told()).toEqual([`error prod promotion-stranded ${OBJECT}`]);
  expect(await fleet.fix()).toMatch(/ delete promotion one # then promote again; or give /);
});

test('a Promotion is stranded when its Stage loses its shard', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(promotion('nginx-prod', 'dev-shard', 'Running'));
  expect(await fleet.told()).toEqual([`error prod promotion-stranded ${OBJECT}`]);
});

test.each(['Succeeded', 'Failed', 'Errored', 'Aborted'])('one that is %s is not', async (phase) => {
  const fleet = new HealthyFleet();
  fleet.prod.with(promotion('nginx-dev', 'staging-shard', phase));
  expect(await fleet.told()).toEqual([]);
});

test.each([
  ['nginx-dev', 'dev-shard'],
  ['nginx-prod', undefined],
  ['of-nobody', 'eu'],
])('one of Stage %s with label %s is not', async (stage, label) => {
  const fleet = new HealthyFleet();
  fleet.prod.with(promotion(stage, label, 'Running'));
  expect(await fleet.told()).toEqual([]);
});
