import { changed, HealthyFleet, ref } from '../fleet';

const NAME = 'stages.kargo.akuity.io';
const KIND = 'CustomResourceDefinition';
const VERSION = ['spec', 'versions', '0'];
const SHARD = [...VERSION, 'schema', 'openAPIV3Schema', 'properties', 'spec', 'properties', 'shard'];

test('a CRD is missing', async () => {
  const fleet = new HealthyFleet();
  await fleet.prod.delete(ref('apiextensions.k8s.io/v1', KIND, NAME));
  expect(await fleet.told()).toEqual([`error prod crd-missing ${KIND} ${NAME}`]);
  expect(await fleet.fix()).toBe(`kubectl --context prod-cluster apply -f dist/prod/1-crds/15_${KIND}_${NAME}.yaml`);
});

test('a CRD of an older version lacks something, and what it is', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(changed(fleet.prod, KIND, NAME, SHARD, undefined));
  expect(await fleet.told()).toEqual([`error prod crd-differs ${KIND} ${NAME}`]);
  expect(await fleet.message()).toMatch(/^it is not that of Kargo 1\.11\.2: .*properties\.shard\.\w+ is not there/);
});

test('a CRD of a newer version has more, which is a warning', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(changed(fleet.prod, KIND, NAME, [...SHARD.slice(0, -1), 'colour'], { type: 'string' }));
  expect(await fleet.told()).toEqual([`warning prod crd-differs ${KIND} ${NAME}`]);
});

test('descriptions, as the official chart has them, make no difference', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(changed(fleet.prod, KIND, NAME, [...SHARD, 'description'], 'words'));
  expect(await fleet.told()).toEqual([]);
});

test('a property that is called description does', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(changed(fleet.prod, KIND, NAME, [...SHARD.slice(0, -1), 'description'], { type: 'string' }));
  expect(await fleet.told()).toEqual([`warning prod crd-differs ${KIND} ${NAME}`]);
});

test('a CRD that the server does not serve', async () => {
  const fleet = new HealthyFleet();
  fleet.prod.with(changed(fleet.prod, KIND, NAME, ['status', 'conditions'], []));
  expect(await fleet.told()).toEqual([`error prod crd-not-established ${KIND} ${NAME}`]);
});
