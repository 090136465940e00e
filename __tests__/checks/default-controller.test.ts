import { cluster, controller, findings, fleet, messages, stage } from './fleet';

const sharded = controller('dev', { shard: 'dev-shard' });

test('one default controller handles what has no shard', () => {
  expect(findings(fleet(), 'default-missing')).toEqual([]);
  expect(findings(fleet(), 'default-twice')).toEqual([]);
});

test('fails when something has no shard and there is no default controller, once for all of it', () => {
  expect(findings(fleet({ controllers: [sharded] }), 'default-missing')).toEqual([
    {
      severity: 'error',
      id: 'default-missing',
      message: 'Stage apps/prod and 2 more Stages and Warehouses have no shard, and there is no default controller',
      fix: expect.stringContaining("'defaultController'"),
      where: { construct: 'prod/Stage/prod' },
      object: 'Stage apps/prod',
      field: ['spec', 'shard'],
    },
  ]);
});

test.each([[undefined], [null], ['']])('a shard of %p is none', (none) => {
  const clusters = [cluster('prod', stage('a', { nginx: [] }, { shard: none }))];
  expect(messages(fleet({ clusters, controllers: [sharded] }), 'default-missing')).toEqual([
    'Stage apps/a has no shard, and there is no default controller',
  ]);
});

test('a fleet in which everything has a shard needs no default controller', () => {
  const clusters = [cluster('prod', stage('a', { nginx: [] }, { shard: 'dev-shard' }))];
  expect(findings(fleet({ clusters, controllers: [sharded] }), 'default-missing')).toEqual([]);
});

test('a default controller may claim a shard as well', () => {
  const controllers = [controller('prod', { shard: 'dev-shard', isDefault: true })];
  expect(findings(fleet({ controllers }), 'default-missing')).toEqual([]);
});

test('fails when there are two default controllers', () => {
  const controllers = [controller('prod'), controller('dev', { shard: 'dev-shard', isDefault: true })];
  expect(messages(fleet({ controllers }), 'default-twice')).toEqual([
    "the controller in cluster 'prod' is a default controller, and so is the one in cluster 'dev' (dev/controller-dev-shard)",
  ]);
});
