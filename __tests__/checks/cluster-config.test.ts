import { findings, fleetWith, kargo } from './fleet';

const ID = 'cluster-config-name';

test('a ClusterConfig is called cluster', () => {
  expect(findings(fleetWith(kargo('ClusterConfig', 'cluster')), ID)).toEqual([]);
});

test('fails when a ClusterConfig has another name', () => {
  expect(findings(fleetWith(kargo('ClusterConfig', 'kargo')), ID)).toEqual([
    expect.objectContaining({
      severity: 'error',
      message: "ClusterConfig kargo is called 'kargo', but the one ClusterConfig of a Kargo is called 'cluster'",
      fix: "call it 'cluster'",
    }),
  ]);
});
