import { checkAliasDuplicate, checkAliasReserved } from '../../../lib/checks/promotion/aliases';
import { fleetWith } from '../fleet';
import { call, stageOf, step, taskOf } from './lists';

test.each(['step-1', 'task-27'])('fails when a step has the reserved alias %s', (alias) => {
  expect(checkAliasReserved(fleetWith(stageOf('x', [step(), step('x', { as: alias })])))).toEqual([
    {
      severity: 'error',
      id: 'alias-reserved',
      message: `step 2 of Stage apps/x has the alias '${alias}', which is reserved for a step without an alias`,
      fix: "leave 'as' out, or give an alias that says what the step does",
      where: { construct: 'prod/Stage/x' },
      object: 'Stage apps/x',
      field: ['spec', 'promotionTemplate', 'spec', 'steps', 1, 'as'],
    },
  ]);
});

test.each(['step', 'step-x', 'my-step-1', 'task-1-x', 'Step-1'])('the alias %s is not reserved', (alias) => {
  expect(checkAliasReserved(fleetWith(stageOf('x', [step('x', { as: alias })])))).toEqual([]);
});

test('fails when two steps of one list have one alias, be it of a Stage or a task', () => {
  const steps = [step('x', { as: 'a' }), call('t', {}, { as: 'b' }), step(), step('x', { as: 'a' })];
  const view = fleetWith(stageOf('x', steps), taskOf('c', steps, {}, 'ClusterPromotionTask'));
  expect(checkAliasDuplicate(view).map(({ message }) => message)).toEqual([
    "step 4 of Stage apps/x has the alias 'a', and so has step 1",
    "step 4 of ClusterPromotionTask c has the alias 'a', and so has step 1",
  ]);
});

test('different lists may have the same alias, and steps without one never collide', () => {
  const steps = [step('x', { as: 'a' }), step(), step()];
  expect(checkAliasDuplicate(fleetWith(stageOf('x', steps), stageOf('y', steps), taskOf('t', steps)))).toEqual([]);
});

test('an alias that a step without one has too is reserved, and no duplicate', () => {
  const view = fleetWith(stageOf('x', [step('x', { as: 'step-2' }), step()]));
  expect(checkAliasDuplicate(view)).toEqual([]);
  expect(checkAliasReserved(view)).toHaveLength(1);
});
