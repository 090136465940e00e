import { join, relative } from 'node:path';
import { expandGlob, isGlob } from '../../lib/source/glob';
import { folderOf } from './folder';

const folder = folderOf({
  'a.yaml': '',
  'a.json': '',
  'b+c.yaml': '',
  '.hidden.yaml': '',
  'stages/dev.yaml': '',
  'stages/eu/prod.yaml': '',
  '.git/config.yaml': '',
});

test.each([
  ['*.yaml', ['a.yaml', 'b+c.yaml']],
  ['?.*', ['a.json', 'a.yaml']],
  ['b+?.yaml', ['b+c.yaml']],
  ['.*.yaml', ['.hidden.yaml']],
  ['*/*.yaml', ['stages/dev.yaml']],
  ['**/*.yaml', ['a.yaml', 'b+c.yaml', 'stages/dev.yaml', 'stages/eu/prod.yaml']],
  ['stages/**/prod.yaml', ['stages/eu/prod.yaml']],
  ['st*', ['stages']],
  ['x*', []],
  ['nowhere/*.yaml', []],
])('%s stands for %j', (pattern, expected) => {
  expect(expandGlob(join(folder, pattern)).map((path) => relative(folder, path))).toEqual(expected);
});

test('a pattern without a beginning is one of the working directory', () => {
  expect(expandGlob('packag?.json')).toEqual(['package.json']);
  expect(expandGlob('./packag?.json')).toEqual(['package.json']);
});

test('only * and ? make a pattern', () => {
  expect(['a*', 'a?', 'a[b]{c}'].map(isGlob)).toEqual([true, true, false]);
});
