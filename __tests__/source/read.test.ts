import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { checkFleet } from '../../lib/checks';
import { readSources } from '../../lib/source/read';
import { fleet } from '../checks/fleet';
import { configMap, folderOf } from './folder';

/** What is read from files of one folder, with the folder left out of places. */
function read(files: { readonly [path: string]: string | Buffer }) {
  const folder = folderOf(files);
  const { objects, findings, notes } = readSources([folder]);
  const place = (where: object) => JSON.stringify(where).replaceAll(`${folder}/`, '').replaceAll('"', '');
  return {
    objects: objects.map(({ object, where }) => `${object.kind} ${object.metadata.name} ${place(where)}`),
    findings: findings.map(({ id, message, where }) => `${id} ${place(where)} ${message.replaceAll(`${folder}/`, '')}`),
    notes: notes.map((note) => note.replaceAll(`${folder}/`, '')),
  };
}

test('each object is where its document begins', () => {
  expect(
    read({
      'a.yaml': `# first\n\n${configMap('one')}---\n# second\n${configMap('two')}`,
      'b.yaml': configMap('three'),
    }),
  ).toEqual({
    objects: [
      'ConfigMap one {file:a.yaml,line:3}',
      'ConfigMap two {file:a.yaml,line:9}',
      'ConfigMap three {file:b.yaml,line:1}',
    ],
    findings: [],
    notes: [],
  });
});

test('JSON is read too, with tabs or without', () => {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { url: 'x/y \u{1F600} \n' } };
  const { objects } = readSources([
    folderOf({ 'a.json': JSON.stringify(object, null, '\t'), 'b.json': JSON.stringify(object) }),
  ]);
  expect(objects.map((at) => at.object)).toEqual([object, object]);
});

test('lists are taken apart, each object at the line of the list', () => {
  const inner = {
    apiVersion: 'v1',
    kind: 'List',
    items: [JSON.parse('{"apiVersion":"v1","kind":"Secret","metadata":{"name":"b"}}')],
  };
  const outer = { apiVersion: 'v1', kind: 'List', metadata: {}, items: [inner] };
  const typed = { apiVersion: 'v1', kind: 'ConfigMapList', metadata: {}, items: [{ metadata: { name: 'c' } }] };
  const { objects } = readSources([
    folderOf({ 'a.yaml': `---\n${JSON.stringify(outer)}\n---\n${JSON.stringify(typed)}` }),
  ]);
  expect(objects).toMatchObject([
    { object: { kind: 'Secret', metadata: { name: 'b' } }, where: { line: 2 } },
    { object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } }, where: { line: 4 } },
  ]);
});

test.each([
  ['', 'a.yaml: has no objects in it'],
  ['# only a comment\n---\n---\n', 'a.yaml: has no objects in it'],
  ['apiVersion: v1\nkind: List\nitems: []\n', 'a.yaml: has no objects in it'],
])('a file without objects is no mistake: %j', (content, note) => {
  expect(read({ 'a.yaml': content })).toEqual({ objects: [], findings: [], notes: [note] });
});

const NO_OBJECT: [content: string, message: string, line: number][] = [
  ['- - a\n', 'the document is a list, expected a Kubernetes object', 2],
  ['just text\n', 'the document is a text, expected a Kubernetes object', 2],
  ['kind: A\nmetadata: {}\n', "the document has no 'apiVersion'", 2],
  ['apiVersion: v1\nmetadata: {}\n', "the document has no 'kind'", 2],
  ['apiVersion: 1\nkind: A\n', "the document has a number as 'apiVersion', expected a text", 2],
  ['apiVersion: v1\nkind: A\n', "the document has no 'metadata'", 2],
  ['apiVersion: v1\nkind: A\nmetadata: [1]\n', "the document has a list as 'metadata', expected a mapping", 4],
  ['apiVersion: v1\nkind: List\nitems: 1\n', "the document is a List with a number as 'items', expected a list", 4],
  ['apiVersion: v1\nkind: List\nitems: [{apiVersion: v1}]\n', "item 1 of the document has no 'kind'", 4],
  ['apiVersion: v1\nkind: List\nitems: [1]\n', 'item 1 of the document is a number, expected a Kubernetes object', 4],
];

test.each(NO_OBJECT)('fails when a document is no object, and reads the others: %j', (content, message, line) => {
  expect(read({ 'a.yaml': `# note\n${content}---\n${configMap('b')}`, 'c.yaml': configMap('c') })).toEqual({
    objects: [expect.stringContaining('ConfigMap b'), 'ConfigMap c {file:c.yaml,line:1}'],
    findings: [`object-invalid {file:a.yaml,line:${line}} ${message}`],
    notes: [],
  });
});

test.each([
  ['a key that is given twice', 'a: 1\na: 2\n', 2],
  ['a tab', 'a:\n\tb: 1\n', 2],
  ['brackets that stay open', 'a: [\n', 1],
])('fails when YAML has %s, tells the line, and reads the other documents', (_, content, line) => {
  const { objects, findings } = read({ 'a.yaml': `${configMap('a')}---\n${content}---\n${configMap('b')}` });
  expect(objects).toHaveLength(2);
  expect(findings).toEqual([expect.stringContaining(`yaml-invalid {file:a.yaml,line:${line + 5}}`)]);
});

test('JSON that has nothing to do with Kubernetes is no mistake', () => {
  expect(read({ 'package.json': '{"name": "a"}', 'half.json': '{"kind": "Stage"}' })).toEqual({
    objects: [],
    findings: ["object-invalid {file:half.json,line:1} the document has no 'apiVersion'"],
    notes: ['package.json: has no objects in it'],
  });
});

test('fails when a file is not text in UTF-8', () => {
  expect(read({ 'a.yaml': Buffer.from([0xff, 0xfe, 0x61, 0]), 'b.yaml': configMap('b') })).toMatchObject({
    objects: [expect.stringContaining('ConfigMap b')],
    findings: ["file-not-text {file:a.yaml} 'a.yaml' is not text in UTF-8"],
  });
});

test('fails when a file has more than 50 MB, without reading it', () => {
  const folder = folderOf({ 'a.yaml': '', 'b.yaml': configMap('b') });
  // More than could be read at all.
  truncateSync(join(folder, 'a.yaml'), 5 * 1024 ** 3);
  const { objects, findings } = readSources([folder]);
  expect(objects).toHaveLength(1);
  expect(findings).toMatchObject([
    { id: 'file-too-large', message: expect.stringContaining('has 5120 MB, expected at most 50 MB') },
  ]);
});

test('fails when the operating system refuses to read a file', () => {
  const { findings } = readSources(['/proc/self/mem', join(folderOf({ 'a.yaml': configMap('a') }), 'a.yaml')]);
  expect(findings).toMatchObject([{ id: 'path-unreadable', where: { file: '/proc/self/mem' } }]);
});

test('fails when aliases stand for more than any check could walk through', () => {
  const levels = Array.from(
    { length: 12 },
    (_, i) => `a${i}: &a${i} [${Array(10).fill(i === 0 ? 'x' : `*a${i - 1}`)}]`,
  );
  expect(read({ 'a.yaml': levels.join('\n') }).findings).toEqual([
    'yaml-invalid {file:a.yaml,line:1} the aliases of the document stand for more than 5000000 values',
  ]);
});

test('aliases of a usual size are read', () => {
  const { objects } = readSources([folderOf({ 'a.yaml': `${configMap('a')}data: {a: &a x, b: *a}\n` })]);
  expect(objects).toMatchObject([{ object: { data: { a: 'x', b: 'x' } } }]);
});

test('tells after each file how many are done', () => {
  const told: number[][] = [];
  readSources([folderOf({ 'a.yaml': '', 'b.yaml': '' })], { onFile: (...args) => told.push(args) });
  expect(told).toEqual([
    [1, 2],
    [2, 2],
  ]);
});

test('the order does not depend on the order of names in the folder', () => {
  const names = ['b.yaml', 'a.yaml', 'c/a.yaml', 'B.yaml'];
  const order = (files: string[]) => read(Object.fromEntries(files.map((file) => [file, configMap('x')]))).objects;
  expect(order(names)).toEqual(order(names.toReversed()));
});

test('whatever is in a document, reading and checking it tells findings and does not throw', () => {
  const kinds = fc.constantFrom(
    'Stage',
    'Warehouse',
    'Project',
    'ProjectConfig',
    'PromotionTask',
    'Secret',
    'RoleBinding',
    'Deployment',
  );
  const object = fc.record(
    {
      apiVersion: fc.constantFrom('kargo.akuity.io/v1alpha1', 'v1', 'rbac.authorization.k8s.io/v1'),
      kind: kinds,
      metadata: fc.jsonValue(),
      spec: fc.jsonValue(),
      items: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(object, { maxLength: 3 }), (documents) => {
      const folder = folderOf({ 'a.yaml': documents.map((document) => `---\n${JSON.stringify(document)}\n`).join('') });
      const { objects } = readSources([folder]);
      expect(Array.isArray(checkFleet(fleet({ clusters: [{ name: 'prod', objects }] })))).toBe(true);
    }),
    { numRuns: 50 },
  );
});
