import { chmodSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findFiles } from '../../lib/source/files';
import { folderOf } from './folder';

const ROOT_USER = process.getuid?.() === 0;

/** What is found below a folder, by paths relative to it. */
function found(folder: string, ...paths: string[]) {
  const { files, findings, notes } = findFiles(paths.map((path) => join(folder, path)));
  return {
    files: files.map((file) => relative(folder, file)),
    ids: findings.map(({ id, where }) => `${id} ${'file' in where ? relative(folder, where.file) : ''}`),
    notes: notes.map((note) => relative(folder, note.split(':')[0] ?? '')),
  };
}

test('a folder stands for its YAML and JSON files at any depth, in the order of their names', () => {
  const folder = folderOf({ 'b.yml': '', 'a/z.json': '', 'a/y.yaml': '', 'c.txt': '', README: '' });
  expect(found(folder, '')).toEqual({ files: ['a/y.yaml', 'a/z.json', 'b.yml'], ids: [], notes: [] });
});

test('folders of tools and of npm are left out, unless they are named', () => {
  const folder = folderOf({ '.github/ci.yaml': '', 'node_modules/x/a.yaml': '', 'b.yaml': '' });
  expect(found(folder, '').files).toEqual(['b.yaml']);
  expect(found(folder, '.github', 'node_modules').files).toEqual(['.github/ci.yaml', 'node_modules/x/a.yaml']);
});

test('a file that is named is found whatever it ends in', () => {
  expect(found(folderOf({ 'pipeline.txt': '' }), 'pipeline.txt').files).toEqual(['pipeline.txt']);
});

test('paths are told as they were given, without superfluous points and slashes', () => {
  expect(findFiles(['./package.json']).files).toEqual(['package.json']);
  expect(findFiles(['__tests__//imports/fixtures/']).files).toEqual(['__tests__/imports/fixtures/crds.yaml']);
});

test('a kustomization is ignored with a note', () => {
  const folder = folderOf({ 'a/kustomization.yaml': '', 'b/kustomization.yml': '', 'b/c.yaml': '' });
  expect(found(folder, '')).toEqual({
    files: ['b/c.yaml'],
    ids: [],
    notes: ['a/kustomization.yaml', 'b/kustomization.yml'],
  });
});

test('what a kustomization names as a patch is no object, and is ignored with a note', () => {
  const kustomization = `resources: [../base]
patches: [{path: patch.yaml}, {patch: "a: 1"}]
patchesStrategicMerge: [old.yaml, "kind: A\\nb: 1"]
helmCharts: [{valuesFile: values.yaml}]
`;
  const names = ['dev/old.yaml', 'dev/patch.yaml', 'dev/values.yaml'];
  const folder = folderOf({
    'base/patch.yaml': '',
    'dev/kustomization.yaml': kustomization,
    ...Object.fromEntries(names.map((name) => [name, ''])),
  });
  expect(found(folder, '')).toEqual({
    files: ['base/patch.yaml'],
    ids: [],
    notes: ['dev/kustomization.yaml', ...names],
  });
});

test.each([
  ['no YAML', 'a: ['],
  ['a list', '[1]'],
  ['nonsense', 'patches: {path: b.yaml}'],
])('a kustomization that is %s names no patches', (_, content) => {
  expect(found(folderOf({ 'kustomization.yaml': content, 'b.yaml': '' }), '').files).toEqual(['b.yaml']);
});

test('a file is found once, however many paths and links lead to it', () => {
  const folder = folderOf({ 'a/b.yaml': '' });
  symlinkSync('a', join(folder, 'linked'));
  symlinkSync('a/b.yaml', join(folder, 'c.yaml'));
  expect(found(folder, 'a/b.yaml', '', 'a', '**/*.yaml')).toEqual({ files: ['a/b.yaml'], ids: [], notes: [] });
});

test('a link to a file or a folder elsewhere is followed', () => {
  const elsewhere = folderOf({ 'a.yaml': '', 'more/b.yaml': '', 'more/c.txt': '' });
  const folder = folderOf({});
  symlinkSync(join(elsewhere, 'a.yaml'), join(folder, 'a.yaml'));
  symlinkSync(join(elsewhere, 'more'), join(folder, 'more'));
  expect(found(folder, '')).toEqual({ files: ['a.yaml', 'more/b.yaml'], ids: [], notes: [] });
});

test('links that lead in a circle are told, and everything is found once', () => {
  const folder = folderOf({ 'a/b/c.yaml': '', 'z.yaml': '' });
  symlinkSync('..', join(folder, 'a/b/up'));
  symlinkSync('.', join(folder, 'self'));
  expect(found(folder, '')).toEqual({
    files: ['a/b/c.yaml', 'z.yaml'],
    ids: ['link-circle a/b/up', 'link-circle self'],
    notes: [],
  });
});

test('fails when a link leads to itself or to nothing, and finds the rest', () => {
  const folder = folderOf({ 'z.yaml': '' });
  symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
  symlinkSync('gone', join(folder, 'lost.yaml'));
  symlinkSync('gone', join(folder, 'lost.txt'));
  expect(found(folder, '')).toEqual({
    files: ['z.yaml'],
    ids: ['path-unreadable loop.yaml', 'path-missing lost.yaml'],
    notes: [],
  });
});

test('fails when a path is missing or a pattern matches nothing, and finds the rest', () => {
  const folder = folderOf({ 'a.yaml': '' });
  expect(found(folder, 'b.yaml', 'x*.yaml', 'a.yaml/b', 'a.yaml')).toEqual({
    files: ['a.yaml'],
    ids: ['path-missing b.yaml', 'path-missing x*.yaml', 'path-unreadable a.yaml/b'],
    notes: [],
  });
});

test('a path that is there is no pattern', () => {
  expect(found(folderOf({ '*.yaml': '', 'b.yaml': '' }), '*.yaml').files).toEqual(['*.yaml']);
});

test('- is stdin, and ./- a file', () => {
  expect(findFiles(['-', '-'])).toMatchObject({ files: ['-'], findings: [] });
  expect(findFiles(['./-']).findings).toMatchObject([{ id: 'path-missing' }]);
});

test('fails when a path is a device', () => {
  expect(findFiles(['/dev/null']).findings).toMatchObject([{ id: 'path-unreadable', where: { file: '/dev/null' } }]);
});

(ROOT_USER ? test.skip : test)('fails when a folder may not be read, and finds the rest', () => {
  const folder = folderOf({ 'a/x.yaml': '', 'b.yaml': '' });
  chmodSync(join(folder, 'a'), 0);
  expect(found(folder, '')).toEqual({ files: ['b.yaml'], ids: ['path-unreadable a'], notes: [] });
  chmodSync(join(folder, 'a'), 0o755);
});
