import { checkForeignMetadata } from '../../../lib/checks/promotion/foreign-metadata';
import type { KubeObject } from '../../../lib/core/kube-object';
import { controller, fleetWith } from '../fleet';
import { call, stageOf, taskOf } from './lists';

const write = (name: string, kind = 'Stage', more: object = {}) => ({
  uses: 'set-metadata',
  config: { updates: [{ kind, name, values: { a: 1 } }] },
  ...more,
});
const found = (...objects: readonly KubeObject[]) =>
  checkForeignMetadata(fleetWith(...objects)).map(({ message }) => message);

test('fails when a step sets metadata of a Stage of another shard', () => {
  expect(checkForeignMetadata(fleetWith(stageOf('x', [write('dev')], { shard: 'eu' })))).toEqual([
    {
      severity: 'error',
      id: 'set-metadata-foreign-shard',
      message:
        "step 1 of Stage apps/x, which is on shard 'eu', sets metadata of Stage 'dev', which is on shard 'dev-shard'",
      fix: 'put both Stages on one shard, or set the metadata in a step of that Stage',
      where: { construct: 'prod/Stage/x' },
      object: 'Stage apps/x',
      field: ['spec', 'promotionTemplate', 'spec', 'steps', 0, 'config', 'updates', 0, 'name'],
    },
  ]);
});

test('fails between a shard and no shard too, and by way of a task', () => {
  const task = taskOf('t', [write('prod')]);
  expect(found(stageOf('x', [write('dev')]), stageOf('y', [call('t')], { shard: 'eu' }), task)).toEqual([
    "step 1 of Stage apps/x, which is on no shard, sets metadata of Stage 'dev', which is on shard 'dev-shard'",
    "step 1 of Stage apps/y, which is on shard 'eu', sets metadata of Stage 'prod', which is on no shard",
  ]);
});

test('a step may set metadata of Stages of its own shard, and of Freight', () => {
  expect(found(stageOf('x', [write('x'), write('prod'), write('dev', 'Freight')]))).toEqual([]);
  expect(found(stageOf('x', [write('x'), write('dev')], { shard: 'dev-shard' }))).toEqual([]);
});

test('a name that is computed, a Stage that is not there and a step with a condition are left alone', () => {
  const steps = [write('${{ ctx.stage }}'), write('gone'), write('prod', 'Stage', { if: '${{ vars.x }}' })];
  expect(found(stageOf('x', steps, { shard: 'eu' }))).toEqual([]);
});

test('a default controller with a shard handles both its shard and what has none', () => {
  const view = fleetWith(stageOf('x', [write('dev')]), stageOf('y', [write('x')], { shard: 'eu' }));
  const controllers = [controller('dev', { shard: 'dev-shard', isDefault: true })];
  expect(checkForeignMetadata({ ...view, controllers })).toHaveLength(1);
});

test('which controller handles what has no shard is not known where none is in view', () => {
  const view = fleetWith(stageOf('x', [write('dev')]));
  expect(checkForeignMetadata({ ...view, controllers: [] })).toEqual([]);
});

test('nothing is known of what has no shard where there are two default controllers', () => {
  const view = fleetWith(stageOf('x', [write('dev')]));
  expect(checkForeignMetadata({ ...view, controllers: [controller('prod'), controller('dev')] })).toEqual([]);
});

test('of two Stages with one name, one on the same shard is enough', () => {
  const view = fleetWith(
    stageOf('x', [write('y')], { shard: 'eu' }),
    stageOf('y', []),
    stageOf('y', [], { shard: 'eu' }),
  );
  expect(checkForeignMetadata(view)).toEqual([]);
});
