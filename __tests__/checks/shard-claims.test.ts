import { controller, findings, fleet, messages, shard } from './fleet';

test('a shard with one controller is claimed', () => {
  expect(findings(fleet(), 'shard-unclaimed')).toEqual([]);
  expect(findings(fleet(), 'shard-claimed-twice')).toEqual([]);
});

test('fails when a shard has no controller', () => {
  const view = fleet({ controllers: [controller('prod')] });
  expect(findings(view, 'shard-unclaimed')).toEqual([
    {
      severity: 'error',
      id: 'shard-unclaimed',
      message: "shard 'dev-shard' has no controller, so nothing on it would ever be reconciled",
      fix: expect.stringContaining('add a ShardController'),
      object: 'Shard dev-shard',
      where: { construct: 'prod/dev-shard' },
    },
  ]);
});

test('a shard that is run elsewhere needs no controller here', () => {
  const view = fleet({ shards: [shard('dev-shard', { runElsewhere: true })], controllers: [controller('prod')] });
  expect(findings(view, 'shard-unclaimed')).toEqual([]);
});

test('fails when a shard that is run elsewhere has a controller here', () => {
  const view = fleet({ shards: [shard('dev-shard', { runElsewhere: true })] });
  expect(messages(view, 'shard-claimed-twice')).toEqual([
    "shard 'dev-shard' is marked as run elsewhere, and has a controller in cluster 'dev' too",
  ]);
});

test('fails when two controllers claim a shard, once for each after the first', () => {
  const controllers = ['dev', 'staging', 'prod'].map((cluster) => controller(cluster, { shard: 'dev-shard' }));
  expect(messages(fleet({ controllers }), 'shard-claimed-twice')).toEqual([
    "shard 'dev-shard' has a controller in cluster 'prod', and another one in cluster 'dev' (dev/controller-dev-shard)",
    "shard 'dev-shard' has a controller in cluster 'staging', and another one in cluster 'dev' (dev/controller-dev-shard)",
  ]);
});

test('a shard may be claimed by the default controller', () => {
  const view = fleet({ controllers: [controller('prod', { shard: 'dev-shard', isDefault: true })] });
  expect(findings(view, 'shard-unclaimed')).toEqual([]);
});

test('what is missing in a part of a fleet may be in another part', () => {
  expect(findings(fleet({ controllers: [], complete: false }), 'shard-unclaimed')).toEqual([]);
});
