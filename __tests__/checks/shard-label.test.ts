import type { KubeObject } from '../../lib/core/kube-object';
import { findings, fleetWith, stage, warehouse } from './fleet';

const labelled = (object: KubeObject, shard: string): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, labels: { 'kargo.akuity.io/shard': shard } },
});

test('the label of a shard may be there when it says what the spec says', () => {
  const view = fleetWith(labelled(stage('x', { nginx: [] }, { shard: 'dev-shard' }), 'dev-shard'));
  expect(findings(view, 'shard-label-only')).toEqual([]);
});

test('fails when a Stage has its shard as a label only', () => {
  expect(findings(fleetWith(labelled(stage('x'), 'dev-shard')), 'shard-label-only')).toEqual([
    expect.objectContaining({
      message:
        "Stage apps/x has label kargo.akuity.io/shard 'dev-shard' but no 'spec.shard', without which the label does nothing",
      fix: "write 'spec.shard: dev-shard', or remove the label",
    }),
  ]);
});

test('fails when a Warehouse has another shard as a label than in its spec', () => {
  const view = fleetWith(labelled(warehouse('x', { shard: 'dev-shard' }), 'prod-shard'));
  expect(findings(view, 'shard-label-only')).toEqual([
    expect.objectContaining({
      message:
        "Warehouse apps/x has label kargo.akuity.io/shard 'prod-shard' but 'spec.shard' 'dev-shard', which is what counts",
      fix: "remove the label, or write 'dev-shard' there too",
    }),
  ]);
});

test('the label means nothing on objects of other kinds', () => {
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'apps' } };
  expect(findings(fleetWith(labelled(configMap, 'dev-shard')), 'shard-label-only')).toEqual([]);
});
