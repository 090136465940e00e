import { yamlLines } from '../../lib/cli/yaml-lines';

test('every key has its line, those in lists, in quotes and in braces too', () => {
  const text =
    '# comment\n---\na:\n  b: 1\n  "c d":\n    - x: 1\n      y: {z: 2}\n    - [3]\n? [k]\n: v\ne: &x\n  f: 1\ng: *x\n';
  expect(Object.fromEntries(yamlLines(text))).toEqual({
    a: 3,
    'a.b': 4,
    'a.c d': 5,
    'a.c d[0].x': 6,
    'a.c d[0].y': 7,
    'a.c d[0].y.z': 7,
    e: 11,
    'e.f': 12,
    g: 13,
  });
});

test('an empty document has no keys', () => {
  expect(yamlLines('').size).toBe(0);
  expect(yamlLines('# nothing\n').size).toBe(0);
});
