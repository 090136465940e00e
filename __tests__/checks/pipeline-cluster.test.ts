import { cluster, findings, fleet, kargo, pipeline, serviceAccount } from './fleet';

const clusters = [
  cluster('prod', ...pipeline()),
  cluster('dev', kargo('Stage', 'x', 'apps'), kargo('ClusterConfig', 'cluster'), serviceAccount('x')),
];

test("fails when an object of Kargo's API is in another cluster than the control plane's, once for each", () => {
  expect(findings(fleet({ clusters }), 'pipeline-cluster')).toEqual([
    expect.objectContaining({ object: 'ClusterConfig cluster' }),
    {
      severity: 'error',
      id: 'pipeline-cluster',
      message: "Stage apps/x is in cluster 'dev', but Kargo's API objects are all in that of the control plane, 'prod'",
      fix: expect.stringContaining("make it in cluster 'prod'"),
      where: { construct: 'dev/Stage/x' },
      object: 'Stage apps/x',
    },
  ]);
});

test('nobody knows where they belong without a control plane, or in a part of a fleet', () => {
  expect(findings(fleet({ clusters, controlPlane: undefined }), 'pipeline-cluster')).toEqual([]);
  expect(findings(fleet({ clusters, complete: false }), 'pipeline-cluster')).toEqual([]);
});
