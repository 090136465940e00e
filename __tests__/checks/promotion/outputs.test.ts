import { checkOutputs } from '../../../lib/checks/promotion/outputs';
import type { KubeObject } from '../../../lib/core/kube-object';
import { fleetWith } from '../fleet';
import { call, stageOf, step, taskOf, vars } from './lists';

const use = (name: string, more: object = {}) => step(`\${{ outputs['${name}'].x }}`, more);
const useInTask = (name: string, more: object = {}) => step(`\${{ task.outputs['${name}'].x }}`, more);
const named = (alias: string) => step('x', { as: alias });
const found = (...objects: readonly KubeObject[]) => checkOutputs(fleetWith(...objects)).map(({ message }) => message);

test('a step may use the outputs of steps before it, by their aliases or by their places', () => {
  expect(found(stageOf('x', [named('a'), step(), use('a'), use('step-2')]))).toEqual([]);
});

test('fails when a step uses outputs that no step makes', () => {
  expect(checkOutputs(fleetWith(stageOf('x', [named('commit'), use('comit'), use('zzzzzzzz')])))).toEqual([
    {
      severity: 'error',
      id: 'output-missing',
      message: "step 2 of Stage apps/x uses outputs['comit'], which no step makes",
      fix: "did you mean 'commit'?",
      where: { construct: 'prod/Stage/x' },
      object: 'Stage apps/x',
      field: ['spec', 'promotionTemplate', 'spec', 'steps', 1, 'config', 'content'],
    },
    expect.objectContaining({ fix: "give the step that makes them 'as: zzzzzzzz', or leave them out" }),
  ]);
});

test('fails when a step uses outputs that a later step makes, or it itself', () => {
  const steps = [use('b'), use('step-2'), named('b'), use('step-3')];
  expect(found(stageOf('x', steps))).toEqual([
    "step 1 of Stage apps/x uses outputs['b'], which step 3 makes later",
    "step 2 of Stage apps/x uses outputs['step-2'], which it makes itself",
    "step 4 of Stage apps/x uses outputs['step-3'], which no step makes",
  ]);
});

test.each([
  ['a condition', { if: "${{ outputs.b == 'x' }}" }],
  ['a variable', { vars: vars({ a: '${{ outputs.b }}' }) }],
])('fails when outputs that nothing makes are in %s', (_, more) => {
  expect(found(stageOf('x', [step('x', more)]))).toEqual([
    "step 1 of Stage apps/x uses outputs['b'], which no step makes",
  ]);
});

test('outputs that an expression or the condition of the step asks for first may be missing', () => {
  const steps = [step("${{ outputs['b']?.x }}"), use('b', { if: "${{ outputs['b'] != nil }}" })];
  expect(found(stageOf('x', steps))).toEqual([]);
});

test('after a call, the outputs of the steps of the task are there under the alias of the call', () => {
  const task = taskOf('t', [named('a'), step()]);
  const uses = [use('task-1::a'), use('task-1::step-2'), use('c::a'), use('task-1::b'), use('a'), use('d::a')];
  const steps = [call('t'), call('t', {}, { as: 'c' }), ...uses, call('t', {}, { as: 'd' })];
  expect(found(task, stageOf('x', steps))).toEqual([
    "step 6 of Stage apps/x uses outputs['task-1::b'], which no step makes",
    "step 7 of Stage apps/x uses outputs['a'], which no step makes",
    "step 8 of Stage apps/x uses outputs['d::a'], which step 9 makes later",
  ]);
});

test('a task that is not in view may have any steps', () => {
  expect(found(stageOf('x', [call('gone'), use('task-1::a'), use('task-2::a')]))).toEqual([
    "step 3 of Stage apps/x uses outputs['task-2::a'], which no step makes",
  ]);
});

test('variables of a call are evaluated within the task', () => {
  const values = { a: "${{ task.outputs['a'] }}", b: "${{ outputs['task-1::a'] }}" };
  expect(found(taskOf('t', [named('a'), step()]), stageOf('x', [call('t', values)]))).toEqual([]);
});

test('fails when a step of a Stage uses outputs of a task as only a task can', () => {
  expect(checkOutputs(fleetWith(stageOf('x', [named('a'), useInTask('a')])))).toEqual([
    expect.objectContaining({
      message: "step 2 of Stage apps/x uses task.outputs['a'], which is there only inside a task",
      fix: "write outputs['a']",
    }),
  ]);
});

test('a step of a task may use the outputs of steps of the task before it', () => {
  const steps = [named('a'), useInTask('a'), useInTask('step-2'), useInTask('b')];
  expect(found(taskOf('t', steps))).toEqual([
    "step 4 of PromotionTask apps/t uses task.outputs['b'], which no step makes",
  ]);
});

test('fails when a step of a task uses outputs that a caller does not make before it calls the task', () => {
  const task = taskOf('t', [named('a'), use('b'), use('a')]);
  const right = stageOf('right', [named('b'), named('a'), call('t')]);
  expect(found(task, right)).toEqual([]);
  expect(checkOutputs(fleetWith(task, right, stageOf('wrong', [call('t'), named('b')])))).toEqual([
    expect.objectContaining({
      message:
        "step 2 of PromotionTask apps/t uses outputs['b'], which no step of Stage apps/wrong makes before it calls the task",
      fix: 'use the outputs of a step that runs before every call of the task',
    }),
    expect.objectContaining({ fix: "write task.outputs['a']" }),
  ]);
});

test('nothing is said of the outputs of callers where no caller is in view, or the step has a condition', () => {
  expect(found(taskOf('t', [use('b')]))).toEqual([]);
  expect(found(taskOf('t', [use('b', { if: "${{ ctx.stage == 'y' }}" })]), stageOf('x', [call('t')]))).toEqual([]);
});

test('fails when a variable of a call refers to outputs that no step makes', () => {
  expect(found(taskOf('t', [named('a')]), stageOf('x', [call('t', { b: "${{ outputs['other::a'] }}" })]))).toEqual([
    "step 1 of Stage apps/x uses outputs['other::a'], which no step makes",
  ]);
});

test('of two steps with one alias the first makes the outputs', () => {
  expect(found(stageOf('x', [named('a'), use('a'), named('a')]))).toEqual([]);
});

test('thousands of steps with a mistake each take no time', () => {
  const steps = Array.from({ length: 5_000 }, (_, i) =>
    step(`\${{ outputs.gone${i}.x + vars.gone${i} }}`, { as: `s${i}` }),
  );
  const started = process.cpuUsage();
  expect(checkOutputs(fleetWith(stageOf('x', steps)))).toHaveLength(5_000);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(4000);
});
