import fc from 'fast-check';
import type { Path } from '../../../lib/core/path';
import { isMapping } from '../../../lib/core/values';
import { parseYaml, toYaml } from '../../../lib/core/yaml';
import { keyText } from '../../../lib/core/yaml/scalar';
import { jsonObject } from './arbitraries';

/** The lines of a path in each document of a text. */
const lines = (text: string, path: Path) =>
  parseYaml(text, 'a.yaml').documents.map((document) => document.lineOf(path));

const TEXT = `# head
kind: Stage
"spec" :
  list:
  - uses: a
    config: {b: 1, 'c d': [1,
      {e: 2}]}
  -
    uses: b
  - |
    text
    more
  - &anchor
    uses: c
  - *anchor
  -
  - last
  block: |
    list:
      - no
  after: >-
    folded
    text
  empty:
  ? explicit
  : value
8080: a
end: 1
`;

test.each<[string, Path, number]>([
  ['the whole document', [], 2],
  ['a key', ['kind'], 2],
  ['a key in quotes', ['spec'], 3],
  ['a key of a key', ['spec', 'list'], 4],
  ['an item of a list', ['spec', 'list', 0], 5],
  ['a key of an item', ['spec', 'list', 0, 'config'], 6],
  ['a key in flow style', ['spec', 'list', 0, 'config', 'c d'], 6],
  ['an item in flow style', ['spec', 'list', 0, 'config', 'c d', 0], 6],
  ['flow style on a later line', ['spec', 'list', 0, 'config', 'c d', 1, 'e'], 7],
  ['an item that begins on the next line', ['spec', 'list', 1], 9],
  ['an item with an anchor', ['spec', 'list', 3, 'uses'], 14],
  ['an alias', ['spec', 'list', 4], 15],
  ['what an alias stands for', ['spec', 'list', 4, 'uses'], 15],
  ['what comes after an empty item', ['spec', 'list', 6], 17],
  ['a block of text', ['spec', 'block'], 18],
  ['what only looks like a field', ['spec', 'block', 'list', 0], 18],
  ['what comes after a block', ['spec', 'after'], 21],
  ['a key without a value', ['spec', 'empty'], 24],
  ['an explicit key', ['spec', 'explicit'], 25],
  ['a key that is a number', ['8080'], 27],
  ['what comes last', ['end'], 28],
  ['what is not there', ['spec', 'other', 'more'], 3],
  ['an item that is not there', ['spec', 'list', 7], 4],
  ['what is nowhere', ['other'], 2],
])('finds the line of %s', (_, path, line) => {
  expect(lines(TEXT, path)).toEqual([line]);
  expect(lines(TEXT.replaceAll('\n', '\r\n'), path)).toEqual([line]);
  expect(lines(TEXT.replaceAll('\n', '\r'), path)).toEqual([line]);
});

test('finds lines in each document of a file', () => {
  const text =
    'a:\n  b: 1\n...\n# next\na:\n\n  b: 2\n---\n~\n...\na: {b: 3}\n--- {a: {\nb: 4}}\n\ufeff---\na:\n  b: 5\n';
  expect(lines(text, ['a', 'b'])).toEqual([2, 7, 11, 13, 16]);
});

test('what a merge key brings in is at the mapping that has it', () => {
  const text = 'base: &base\n  a: 1\nmore: {b: 1}\nall:\n  x: 1\n  <<: [*base, {c: 1}]\n  d: 1\n';
  expect(lines(text, ['all', 'a'])).toEqual([4]);
  expect(lines(text, ['all', 'd'])).toEqual([7]);
});

test('an alias may be a key', () => {
  expect(lines('a: &x b\nc:\n  *x : 1\n  d: 2\n', ['c', 'd'])).toEqual([4]);
  expect(lines('a: &x b\nc:\n  *x : 1\n', ['c', 'b'])).toEqual([2]);
});

/** The paths of all members of mappings in a value. */
function memberPaths(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => memberPaths(item, [...path, index]));
  }
  return isMapping(value)
    ? Object.entries(value).flatMap(([key, member]) => [[...path, key], ...memberPaths(member, [...path, key])])
    : [];
}

test('the line of any member has its key in it, whatever else there is', () => {
  fc.assert(
    fc.property(jsonObject, (object) => {
      const text = toYaml(object);
      const written = text.split('\n');
      for (const path of memberPaths(object)) {
        const key = String(path[path.length - 1]);
        expect(lines(text, path).map((line) => written[line - 1])).toEqual([expect.stringContaining(keyText(key))]);
      }
    }),
    { numRuns: 200 },
  );
});

test('in flow style too, no two lines of which have the same key', () => {
  const keys = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(keys, fc.boolean(), (names, nested) => {
      const object = Object.fromEntries(names.map((name, i) => [name, nested ? [{ [`x${i}`]: i }] : i]));
      const text = JSON.stringify(object, null, 2);
      const written = text.split('\n');
      for (const path of memberPaths(object)) {
        const found = written.findIndex((line) => line.includes(`"${path[path.length - 1]}":`));
        expect(lines(text, path)).toEqual([found + 1]);
      }
    }),
    { numRuns: 50 },
  );
});
