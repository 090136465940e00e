import { NameSet } from '../../lib/checks/name-set';

test('a name that is there is there', () => {
  const names = new NameSet(['a']);
  names.add('b');
  expect(['a', 'b', 'c'].map((name) => names.has(name))).toEqual([true, true, false]);
});

test('of two names that are equally near, the first in the alphabet is meant', () => {
  expect(new NameSet(['dev-b', 'dev-a']).nearest('dev-c')).toBe('dev-a');
  expect(new NameSet(['dev-a', 'dev-b']).nearest('dev-c')).toBe('dev-a');
});

test('no name is meant where none is near', () => {
  expect(new NameSet(['staging']).nearest('production')).toBeUndefined();
  expect(new NameSet().nearest('production')).toBeUndefined();
});
