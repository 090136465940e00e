import { formatPath, pathOf } from '../../lib/checks/path';

test('a place is written as a person would write it', () => {
  expect(formatPath(['spec', 'steps', 2, 'config', 'a.b', 'git-clone'])).toBe('spec.steps[2].config["a.b"].git-clone');
});

test('a pointer tells the index of a list from a key that is a number', () => {
  expect(pathOf('/steps/0/config/0', { steps: [{ config: { 0: 'x' } }] })).toEqual(['steps', 0, 'config', '0']);
});

test('a pointer may lead to keys with any characters', () => {
  expect(pathOf('/a~1b/c~0d/~01', { 'a/b': { 'c~d': {} } })).toEqual(['a/b', 'c~d', '~1']);
});

test('an empty pointer is the whole value', () => {
  expect(pathOf('', {})).toEqual([]);
});
