import { findings, fleetWith, kargo } from './fleet';

const ID = 'kind-unknown';

test.each([
  ['stage', 'Stage'],
  ['Stages', 'Stage'],
  ['Wharehouse', 'Warehouse'],
  ['Promotiontask', 'PromotionTask'],
])('fails when the kind is %s', (kind, meant) => {
  expect(findings(fleetWith(kargo(kind, 'x')), ID)).toEqual([
    expect.objectContaining({
      severity: 'error',
      message: expect.stringContaining(`is of kind '${kind}', which Kargo does not have`),
      fix: `did you mean '${meant}'?`,
    }),
  ]);
});

test.each(['Stage', 'Freight', 'ClusterPromotionTask', 'ProjectQuota'])('%s may be a kind of Kargo', (kind) => {
  expect(findings(fleetWith(kargo(kind, 'x')), ID)).toEqual([]);
});

test('what is not of the API of Kargo may have any kind', () => {
  const other = { apiVersion: 'example.com/v1', kind: 'stage', metadata: { name: 'x' } };
  expect(findings(fleetWith(other), ID)).toEqual([]);
});
