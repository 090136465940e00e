import { checkTaskSteps } from '../../../lib/checks/promotion/task-steps';
import { fleetWith } from '../fleet';
import { call, stageOf, step, taskOf } from './lists';

const problems = (...steps: readonly unknown[]) =>
  checkTaskSteps(fleetWith(stageOf('x', steps))).map(({ message }) => message);

test('steps of their own and calls of tasks are right', () => {
  const more = { if: 'x', continueOnError: true, retry: {} };
  expect(problems(step('x', more), call('t', { a: 'b' }, { as: 'c' }))).toEqual([]);
});

test.each([
  ['if', '${{ true }}'],
  ['config', {}],
  ['continueOnError', false],
  ['retry', { timeout: '5m' }],
])("fails when a call of a task has '%s'", (field, value) => {
  expect(checkTaskSteps(fleetWith(stageOf('x', [call('t', {}, { [field]: value })])))).toEqual([
    {
      severity: 'error',
      id: 'task-step-invalid',
      message: `step 1 of Stage apps/x calls a task and has '${field}', which only a step of its own may have`,
      fix: `remove '${field}', or move it to the steps of the task`,
      where: { construct: 'prod/Stage/x' },
      object: 'Stage apps/x',
      field: ['spec', 'promotionTemplate', 'spec', 'steps', 0, field],
    },
  ]);
});

test('a field that is null is as good as not there', () => {
  expect(problems(call('t', {}, { config: null, uses: null }))).toEqual([]);
});

test('fails when a step has both a task and something it uses, or neither', () => {
  expect(problems(call('t', {}, { uses: 'copy' }), { as: 'x' })).toEqual([
    "step 1 of Stage apps/x has both 'task' and 'uses'",
    "step 2 of Stage apps/x has neither 'uses' nor 'task'",
  ]);
});

test('fails when a task calls a task', () => {
  expect(checkTaskSteps(fleetWith(taskOf('t', [call('other')]))).map(({ message }) => message)).toEqual([
    "step 1 of PromotionTask apps/t has 'task', but a task cannot call a task",
  ]);
});
