import { checkVariablesUndeclared } from '../../../lib/checks/promotion/variables';
import type { KubeObject } from '../../../lib/core/kube-object';
import { cluster, fleet, fleetWith } from '../fleet';
import { call, stageOf, step, taskOf, vars } from './lists';

const ENV = '${{ vars.env }}';
const found = (...objects: readonly KubeObject[]) =>
  checkVariablesUndeclared(fleetWith(...objects)).map(({ severity, message }) => `${severity}: ${message}`);

test('a Stage may use variables of its own, of its promotion template and of the step', () => {
  const spec = { vars: vars({ a: '1' }) };
  const text = '${{ vars.a }}${{ vars.b }}${{ vars.c }}';
  expect(found(stageOf('x', [step(text, { vars: vars({ c: '3' }) })], spec, { b: '2' }))).toEqual([]);
});

test('fails when a Stage uses a variable that nothing declares', () => {
  const steps = [step(), step(ENV), step(ENV)];
  expect(checkVariablesUndeclared(fleetWith(stageOf('x', steps, {}, { evn: 'dev' })))).toEqual([
    {
      severity: 'error',
      id: 'variable-undeclared',
      message: "Stage apps/x uses variable 'env' in step 2, which nothing declares, so it would be null",
      fix: "did you mean 'evn'?",
      where: { construct: 'prod/Stage/x' },
      object: 'Stage apps/x',
      field: ['spec', 'promotionTemplate', 'spec', 'steps', 1, 'config', 'content'],
    },
  ]);
});

test.each([
  ['a condition', [step('x', { if: '${{ vars.env == 1 }}' })], 'step 1'],
  ['a variable of a step', [step('x', { vars: vars({ a: ENV }) })], 'step 1'],
  ['a call of a task', [call('t', { a: ENV })], 'step 1'],
])('fails when an undeclared variable is in %s', (_, steps, place) => {
  expect(found(stageOf('x', steps), taskOf('t', [step('${{ vars.a }}')], { a: 'x' }))).toEqual([
    `error: Stage apps/x uses variable 'env' in ${place}, which nothing declares, so it would be null`,
  ]);
});

test('fails when an undeclared variable is in the value of another one', () => {
  expect(found(stageOf('x', [step()], {}, { a: ENV }))).toEqual([
    "error: Stage apps/x uses variable 'env' in its 'vars', which nothing declares, so it would be null",
  ]);
});

test('fails when only another step declares a variable', () => {
  expect(found(stageOf('x', [step('x', { vars: vars({ env: 'dev' }) }), step(ENV)]))).toHaveLength(1);
});

test('a variable that an expression or the condition of the step asks for first may be missing', () => {
  const steps = [step("${{ vars.env ?? 'dev' }}"), step(ENV, { if: '${{ vars.env != nil }}' })];
  expect(found(stageOf('x', steps))).toEqual([]);
});

test('a variable of a call may refer to variables of the task, and to anything where the task is not in view', () => {
  const stages = [stageOf('x', [call('t', { a: ENV })]), stageOf('y', [call('gone', { a: '${{ vars.b }}' })])];
  expect(found(...stages, taskOf('t', [step()], { env: 'dev' }))).toEqual([]);
});

test('warns when a task uses a variable that it does not declare and that every caller sets', () => {
  const callers = [
    stageOf('x', [call('t', { env: 'dev' })]),
    stageOf('y', [call('t'), call('t')], {}, { env: 'dev' }),
    stageOf('z', [call('t')], { vars: vars({ env: '' }) }),
  ];
  expect(checkVariablesUndeclared(fleetWith(taskOf('t', [step(ENV), step(ENV)]), ...callers))).toEqual([
    {
      severity: 'warning',
      id: 'variable-undeclared',
      message:
        "PromotionTask apps/t uses variable 'env', which it does not declare; it works only as long as everything that calls the task sets it",
      fix: "declare 'env' in 'spec.vars' of the task",
      where: { construct: 'prod/PromotionTask/t' },
      object: 'PromotionTask apps/t',
      field: ['spec', 'steps', 0, 'config', 'content'],
    },
  ]);
});

test('fails when a task uses a variable that it does not declare and that a caller does not set', () => {
  const callers = [stageOf('x', [call('t', { env: 'dev' })]), stageOf('y', [call('t', { evn: 'dev' }), call('t')])];
  const [finding] = checkVariablesUndeclared(fleetWith(taskOf('t', [step(ENV)], { env1: 'x' }), ...callers));
  expect(finding?.severity).toBe('error');
  expect(finding?.message).toBe(
    "PromotionTask apps/t uses variable 'env', which it does not declare, and which Stage apps/y, which calls it, does not set, so it would be null",
  );
  expect(finding?.fix).toBe("did you mean 'env1'?");
});

test('one of several callers that do not set a variable is named', () => {
  const callers = ['z', 'y', 'x'].map((name) => stageOf(name, [call('t')]));
  expect(found(taskOf('t', [step(ENV)]), ...callers)).toEqual([
    "error: PromotionTask apps/t uses variable 'env', which it does not declare, and which Stage apps/x and 2 more Stages that call it do not set, so it would be null",
  ]);
});

test('only warns when a variable that a caller does not set is used on a condition', () => {
  const conditional = step(ENV, { if: "${{ ctx.stage == 'a' }}" });
  const caller = stageOf('x', [call('t')]);
  expect(found(taskOf('t', [conditional]), caller)).toEqual([
    expect.stringMatching(/^warning: .* so it would be null$/),
  ]);
  expect(found(taskOf('t', [conditional, step(ENV)]), caller)).toEqual([expect.stringMatching(/^error: /)]);
  expect(found(taskOf('t', [step(ENV), conditional]), caller)).toEqual([expect.stringMatching(/^error: /)]);
});

test('warns when a task that nothing in view calls uses what it does not declare, unless it asks first', () => {
  const other = { ...cluster('dev', stageOf('x', [call('t')])) };
  const messages = (...steps: object[]) =>
    checkVariablesUndeclared(fleet({ clusters: [cluster('prod', taskOf('t', steps)), other] })).map(
      ({ severity, message }) => `${severity}: ${message}`,
    );
  expect(messages(step(ENV))).toEqual([
    "warning: PromotionTask apps/t uses variable 'env', which it does not declare; it works only as long as everything that calls the task sets it",
  ]);
  expect(messages(step("${{ vars.env ?? 'dev' }}"))).toEqual([]);
});

test('a ClusterPromotionTask has callers in every namespace', () => {
  const task = taskOf('t', [step(ENV)], {}, 'ClusterPromotionTask');
  const calls = [{ task: { name: 't', kind: 'ClusterPromotionTask' } }];
  const stage = stageOf('x', calls);
  const elsewhere = { ...stage, metadata: { name: 'x', namespace: 'shop' } };
  expect(found(task, stage, elsewhere)).toEqual([
    expect.stringContaining('Stage apps/x and 1 more Stage that calls it do'),
  ]);
});

test('a task may use its own variables and those of the step', () => {
  const own = step('${{ vars.a }}${{ vars.b }}', { vars: vars({ b: '1' }) });
  expect(found(taskOf('t', [own], { a: undefined }), stageOf('x', [call('t', { a: '1' })]))).toEqual([]);
});

test('thousands of mistakes in one Stage or one task take no time', () => {
  const names = Array.from({ length: 3_000 }, (_, i) => `v${i}`);
  const steps = names.map((name) => step(`\${{ vars.gone_${name} }}`));
  const own = Object.fromEntries(names.map((name) => [name, `\${{ vars.no_${name} }}`]));
  const started = process.cpuUsage();
  expect(found(stageOf('x', steps, {}, own), taskOf('t', steps, own))).toHaveLength(12_000);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(5000);
});
