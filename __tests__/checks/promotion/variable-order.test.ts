import { checkVariablesUndeclared } from '../../../lib/checks/promotion/variables';
import type { KubeObject } from '../../../lib/core/kube-object';
import { fleetWith } from '../fleet';
import { call, stageOf, step, taskOf, vars } from './lists';

const found = (...objects: readonly KubeObject[]) =>
  checkVariablesUndeclared(fleetWith(...objects)).map(({ severity, message }) => `${severity}: ${message}`);
const early = (who: string, name: string, by: string, place: string) =>
  `error: ${who} uses variable '${name}' ${name === by ? 'in its own value' : `in the value of '${by}'`} in ${place}, where it is not there yet, so it would be null`;

const A_OF_B = '${{ vars.b }}';

describe('in a Stage', () => {
  test('a value may use the variables before it', () => {
    const spec = { vars: vars({ a: '1', b: '${{ vars.a }}' }) };
    const steps = [
      step('x', { vars: vars({ d: '${{ vars.a }}${{ vars.c }}', a: '${{ vars.a }}', e: '${{ vars.d }}' }) }),
    ];
    expect(found(stageOf('x', steps, spec, { c: '${{ vars.b }}', b: '${{ vars.b }}2' }))).toEqual([]);
  });

  test('fails when a value uses a variable that comes later', () => {
    const stage = stageOf('x', [step()], {}, { a: A_OF_B, b: '1' });
    expect(found(stage)).toEqual([early('Stage apps/x', 'b', 'a', "its 'vars'")]);
    expect(checkVariablesUndeclared(fleetWith(stage))[0]?.fix).toBe("declare 'b' before 'a'");
  });

  test('fails when a variable of the Stage uses one of its promotion template', () => {
    expect(found(stageOf('x', [], { vars: vars({ a: A_OF_B }) }, { b: '1' }))).toEqual([
      early('Stage apps/x', 'b', 'a', "its 'vars'"),
    ]);
  });

  test('fails when a value uses its own variable', () => {
    expect(found(stageOf('x', [], {}, { a: '${{ vars.a }}/x' }))).toEqual([
      early('Stage apps/x', 'a', 'a', "its 'vars'"),
    ]);
  });

  test('fails when a variable of a step uses one that comes later', () => {
    expect(found(stageOf('x', [step('x', { vars: vars({ a: A_OF_B, b: '1' }) })]))).toEqual([
      early('Stage apps/x', 'b', 'a', 'step 1'),
    ]);
  });

  test('a value that asks for the variable first is right', () => {
    const asking = step('x', { vars: vars({ a: A_OF_B, b: '1' }), if: '${{ vars.b != nil }}' });
    expect(found(stageOf('x', [asking], {}, { c: "${{ vars.d ?? 'x' }}", d: '1' }))).toEqual([]);
  });

  test('a variable of a call may use values of the task, and anything where the task is not in view', () => {
    const steps = [call('t', { a: A_OF_B, b: '1' }), call('gone', { a: A_OF_B, b: '1' })];
    expect(found(stageOf('x', steps), taskOf('t', [step()], { b: '0' }))).toEqual([]);
  });

  test('fails when a variable of a call uses a later one to which the task gives no value', () => {
    expect(found(stageOf('x', [call('t', { a: A_OF_B, b: '1' })]), taskOf('t', [step()], { b: undefined }))).toEqual([
      early('Stage apps/x', 'b', 'a', 'step 1'),
    ]);
  });
});

describe('in a task', () => {
  const task = taskOf('t', [step()], { b: undefined, a: A_OF_B });

  test('a value may use what the Stage sets, and the values before it', () => {
    const defaults = taskOf('d', [step()], { b: '1', a: A_OF_B });
    const stages = [stageOf('x', [call('t')], {}, { b: '1' }), stageOf('y', [call('d'), call('d', { b: '2' })])];
    expect(found(task, defaults, ...stages)).toEqual([]);
  });

  test('fails when a value uses a variable that only the call sets, which is later', () => {
    const stages = ['y', 'x'].map((name) => stageOf(name, [call('t', { b: '1' })]));
    expect(found(task, ...stages)).toEqual([
      "error: PromotionTask apps/t uses variable 'b' in the value of 'a', which is evaluated before Stage apps/x sets it for its call, so it would be null",
    ]);
  });

  test('a variable that the task does not declare is told the same way, and once', () => {
    expect(found(taskOf('t', [step('${{ vars.b }}')], { a: A_OF_B }), stageOf('x', [call('t', { b: '1' })]))).toEqual([
      expect.stringMatching(
        /^error: PromotionTask apps\/t uses variable 'b' in the value of 'a', which is evaluated before/,
      ),
    ]);
  });

  test.each([
    ['the call', [call('t', { b: '1', a: '2' })], {}],
    ['the Stage', [call('t', { b: '1' })], { a: '2' }],
  ])('a value that %s replaces may be null', (_, steps, own) => {
    expect(found(task, stageOf('x', steps, {}, own))).toEqual([]);
  });

  test('fails when a value uses one that the task declares later', () => {
    const late = taskOf('t', [step()], { a: A_OF_B, b: '1' });
    expect(found(late, stageOf('x', [call('t')]))).toEqual([early('PromotionTask apps/t', 'b', 'a', "its 'vars'")]);
    expect(found(late, stageOf('x', [call('t')], {}, { b: '2' }))).toEqual([]);
  });

  test('fails when a variable of a step uses a later one that a caller does not set', () => {
    const late = taskOf('t', [step('x', { vars: vars({ a: A_OF_B, b: '1' }) })]);
    const sets = stageOf('x', [call('t', { b: '2' })]);
    expect(found(late, sets)).toEqual([]);
    expect(found(late, sets, stageOf('y', [call('t')]))).toEqual([early('PromotionTask apps/t', 'b', 'a', 'step 1')]);
  });

  test('nothing is said of a task that nothing in view calls', () => {
    expect(found(taskOf('t', [step('x', { vars: vars({ a: A_OF_B, b: '1' }) })], { c: '${{ vars.c }}' }))).toEqual([]);
  });
});
