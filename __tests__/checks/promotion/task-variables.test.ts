import { checkVariablesUnset } from '../../../lib/checks/promotion/task-variables';
import { fleetWith } from '../fleet';
import { call, stageOf, step, taskOf, vars } from './lists';

const task = taskOf('t', [step()], { a: undefined, b: '', c: 'default' });

test('fails when a call gives no value, or an empty one, to a variable that the task declares without a value', () => {
  expect(checkVariablesUnset(fleetWith(task, stageOf('x', [step(), call('t', { b: '' })])))).toEqual([
    {
      severity: 'error',
      id: 'variable-unset',
      message:
        "step 2 of Stage apps/x calls PromotionTask 't' without a value for 'a', 'b', so no Promotion could be created",
      fix: "set 'a', 'b' in the 'vars' of the step or of the Stage",
      where: { construct: 'prod/Stage/x' },
      object: 'Stage apps/x',
      field: ['spec', 'promotionTemplate', 'spec', 'steps', 1, 'vars'],
    },
  ]);
});

test('values may come from the Stage, its promotion template or the step', () => {
  const spec = { vars: vars({ a: '1' }) };
  const view = fleetWith(
    task,
    stageOf('x', [call('t', { a: '${{ ctx.stage }}', b: '2' })]),
    stageOf('y', [call('t')], spec, { b: '2' }),
  );
  expect(checkVariablesUnset(view)).toEqual([]);
});

test('nothing is said of a call of a task that is not in view, or there twice', () => {
  const required = taskOf('t', [step()], { a: undefined });
  expect(checkVariablesUnset(fleetWith(stageOf('x', [call('t')])))).toEqual([]);
  expect(checkVariablesUnset(fleetWith(required, required, stageOf('x', [call('t')])))).toEqual([]);
});
