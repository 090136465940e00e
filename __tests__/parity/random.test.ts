import type { JsonObject } from '../../lib';
import { leafPaths, valueAt } from '../../lib/core/values';
import { compareRandomSets } from '../../lib/parity/random';
import type { Verdict } from '../../lib/parity/verdict';

const EQUAL: Verdict = { kind: 'equal' };
const DIFFERENT: Verdict = { kind: 'different', differences: [] };
const differsWhere = (differs: (values: JsonObject) => boolean) =>
  jest.fn((values: JsonObject): Verdict => (differs(values) ? DIFFERENT : EQUAL));
const hasShard = (values: JsonObject) => typeof valueAt(values, ['controller', 'shardName']) === 'string';

test('compares as many sets as are asked for, and counts them', () => {
  const judge = jest.fn((): Verdict => EQUAL);
  expect(compareRandomSets({ runs: 40, seed: 1, judge })).toEqual({
    tally: { equal: 40, different: 0, refused: 0, skipped: 0 },
  });
  expect(judge).toHaveBeenCalledTimes(40);
});

test('a set that both sides refuse, or that is skipped, is no difference', () => {
  const verdicts: Verdict[] = [
    { kind: 'refused', embedded: [], chart: [] },
    { kind: 'skipped', problems: [] },
  ];
  const judge = () => verdicts.pop() ?? EQUAL;
  expect(compareRandomSets({ runs: 5, seed: 1, judge })).toEqual({
    tally: { equal: 3, different: 0, refused: 1, skipped: 1 },
  });
});

test('ends with the first set that differs, made small', () => {
  const { tally, differing } = compareRandomSets({ runs: 3_000, seed: 5, judge: differsWhere(hasShard) });
  expect(tally.different).toBe(1);
  expect(tally.equal).toBeLessThan(2_999);
  expect(leafPaths(differing?.values ?? {}).filter(([key]) => key === 'controller')).toEqual([
    ['controller', 'shardName'],
  ]);
  expect(differing?.verdict).toBe(DIFFERENT);
});

test('a set that one side refuses differs', () => {
  const disagreed: Verdict = { kind: 'disagreed', embedded: { objects: 1 }, chart: { problems: [] } };
  const { tally, differing } = compareRandomSets({ runs: 3, seed: 1, judge: () => disagreed });
  expect(tally).toEqual({ equal: 0, different: 1, refused: 0, skipped: 0 });
  expect(differing?.verdict).toBe(disagreed);
});

test('the same seed finds the same set, another seed goes another way', () => {
  const setsOf = (seed: number) => {
    const judge = differsWhere(hasShard);
    compareRandomSets({ runs: 60, seed, judge });
    return judge.mock.calls;
  };
  expect(setsOf(5)).toEqual(setsOf(5));
  expect(setsOf(5)).not.toEqual(setsOf(6));
});

test('takes no more steps than it may to make a set small', () => {
  const stepsOf = (maxSteps?: number) => {
    const judge = differsWhere(hasShard);
    const limit = maxSteps === undefined ? {} : { maxSteps };
    const { tally } = compareRandomSets({ runs: 3_000, seed: 5, judge, ...limit });
    return judge.mock.calls.length - tally.equal - tally.different;
  };
  expect(stepsOf()).toBeGreaterThan(3);
  expect(stepsOf(3)).toBe(3);
  expect(stepsOf(0)).toBe(0);
});

test('tells how many sets are done, without the steps that make one small', () => {
  const done: number[] = [];
  compareRandomSets({ runs: 4, seed: 1, judge: () => EQUAL, onSet: (count) => done.push(count) });
  expect(done).toEqual([1, 2, 3, 4]);
  done.length = 0;
  compareRandomSets({ runs: 4, seed: 1, judge: () => DIFFERENT, onSet: (count) => done.push(count) });
  expect(done).toEqual([1]);
});

test('fails with the error of whoever judges, at once', () => {
  const judge = jest.fn((): Verdict => {
    throw new TypeError('no helm');
  });
  expect(() => compareRandomSets({ runs: 100, seed: 1, judge })).toThrow(new TypeError('no helm'));
  expect(judge).toHaveBeenCalledTimes(1);
});
