import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { jsonDifferences } from '../../scripts/release/json';

test('a member that is new, one that is gone and one that is changed are told with their paths', () => {
  const old = { spec: { kept: 1, gone: [1], changed: { deep: 'a' } } };
  const now = { spec: { changed: { deep: 'b' }, kept: 1, 'a.new/one': null } };
  expect(jsonDifferences(old, now)).toEqual([
    { change: 'new', path: "spec['a.new/one']", new: null },
    { change: 'changed', path: 'spec.changed.deep', old: 'a', new: 'b' },
    { change: 'gone', path: 'spec.gone', old: [1] },
  ]);
});

test('a value of another type is changed as a whole', () => {
  expect(jsonDifferences({ a: [1] }, { a: { 0: 1 } })).toEqual([
    { change: 'changed', path: 'a', old: [1], new: { 0: 1 } },
  ]);
});

test('what stands behind a new item of a list does not differ', () => {
  expect(jsonDifferences({ rules: ['a', 'b'] }, { rules: ['a', 'x', 'b'] })).toEqual([
    { change: 'new', path: 'rules[1]', new: 'x' },
  ]);
});

test('a changed item of a list is told by what changed in it, at its new place', () => {
  const old = [{ name: 'a', value: 1 }, 'same'];
  const now = ['first', { name: 'a', value: 2 }, 'same'];
  expect(jsonDifferences(old, now)).toEqual([
    { change: 'new', path: '[0]', new: 'first' },
    { change: 'changed', path: '[1].value', old: 1, new: 2 },
  ]);
});

test('an item that is gone is told at its old place', () => {
  expect(jsonDifferences(['a', 'b', 'c'], ['a', 'c'])).toEqual([{ change: 'gone', path: '[1]', old: 'b' }]);
});

test('a value does not differ from itself, whatever it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(jsonDifferences(value as never, structuredClone(value) as never)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('values that are not equal always differ somewhere', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (a, b) => {
      expect(jsonDifferences(a as never, b as never).length === 0).toBe(isDeepStrictEqual(a, b));
    }),
    { numRuns: 100 },
  );
});
