import { checkApiVersions } from '../../lib/checks/api-version';
import { fleetWith, kargo } from './fleet';

const of = (apiVersion: string, kind = 'Stage') => ({ ...kargo(kind, 'x', 'apps'), apiVersion });

test('warns of a version that the API of Kargo does not have', () => {
  expect(checkApiVersions(fleetWith(of('kargo.akuity.io/v1beta1')))).toEqual([
    {
      severity: 'warning',
      id: 'api-version-unknown',
      message: "Stage apps/x has apiVersion 'kargo.akuity.io/v1beta1', which Kargo does not have up to 1.11",
      fix: "write 'kargo.akuity.io/v1alpha1'",
      where: { construct: 'prod/Stage/x' },
      object: 'Stage apps/x',
      field: ['apiVersion'],
    },
  ]);
});

test.each([
  ['kargo.akuity.io/v1alpha1', 'Stage'],
  ['kargo.akuity.io/v1beta1', 'Quota'],
  ['example.com/v1', 'Stage'],
])('%s may be the version of a %s', (apiVersion, kind) => {
  expect(checkApiVersions(fleetWith(of(apiVersion, kind)))).toEqual([]);
});

test('a Kargo newer than 1.11 may have other versions', () => {
  expect(checkApiVersions({ ...fleetWith(of('kargo.akuity.io/v1beta1')), kargoVersion: '1.12.0' })).toEqual([]);
});
