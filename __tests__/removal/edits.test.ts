import { editsOf } from '../../lib/removal/edits';
import { of, removalTarget } from './targets';

test('names the pipelines of the shard, its controller, the shard itself, and what to apply then', () => {
  const KARGO = 'kargo.akuity.io/v1alpha1';
  const homeObjects = [
    of(KARGO, 'Stage', 'web', 'apps', { spec: { shard: 'dev' } }),
    of(KARGO, 'Stage', 'other', 'apps', { spec: { shard: 'eu' } }),
  ];
  expect(editsOf(removalTarget({ homeObjects }), true)).toEqual([
    'give another shard to Stage apps/web, also in the rules (ShardRule) of Pipelines',
    "take out the ShardController of 'dev' in cluster 'dev'",
    "take out Shard 'dev', from 'shards' of the control plane and wherever else it is passed",
    "run 'npx cdk8s synth', and apply dist/prod: Kargo's webhooks and API server know shards by name",
  ]);
});

test('has nothing to say of a shard that is out of main.ts', () => {
  expect(editsOf(removalTarget(), false)).toEqual([]);
});
