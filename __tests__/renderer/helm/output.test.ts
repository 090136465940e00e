import { readManifests } from '../../../lib/renderer/helm/output';
import { problemsOf } from '../../tools/problems';

const GOOD = '---\n# Source: kargo/templates/good.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: good\n';

test('documents come in the order of the text', () => {
  const text = GOOD + GOOD.replaceAll('good', 'other');
  expect(readManifests(text).map(({ metadata }) => metadata.name)).toEqual(['good', 'other']);
});

test.each(['', '\n', '---\n---\n# nothing\n', '---\nnull\n'])('there is nothing in %p', (text) => {
  expect(readManifests(text)).toEqual([]);
});

test('lists are taken apart, lists in lists too', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [object('a'), { kind: 'RoleList', items: [object('b')] }] };
  expect(readManifests(JSON.stringify(list)).map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
});

test.each([
  ['apiVersion', { kind: 'X', metadata: { name: 'x' } }],
  ['kind', { apiVersion: 'v1', kind: '', metadata: { name: 'x' } }],
  ['metadata.name', { apiVersion: 'v1', kind: 'X', metadata: {} }],
  ['metadata.name', { apiVersion: 'v1', kind: 'X', metadata: { name: 3 } }],
  ['metadata.name', { apiVersion: 'v1', kind: 'X' }],
])('refuses a document without %s', (field, document) => {
  const [problem] = problemsOf(() => readManifests(`${GOOD}---\n${JSON.stringify(document)}`));
  expect(problem).toMatchObject({ severity: 'error', id: 'chart-output' });
  expect(problem?.message).toContain(`an object without ${field}, expected text`);
});

test.each([
  ['- a\n', 'a list'],
  ['text\n', 'a string'],
  ['3\n', 'a number'],
])('refuses a document that is %p', (document, got) => {
  const [problem] = problemsOf(() => readManifests(`---\n# Source: kargo/templates/x.yaml\n${document}`));
  expect(problem?.message).toContain(`line 3 of helm's output begins ${got}, expected an object`);
});

test('refuses a key that is there twice, naming template and line', () => {
  const text = `${GOOD}---\n# Source: kargo/templates/twice.yaml\napiVersion: v1\nkind: X\nmetadata: {name: x}\nkind: Y\n`;
  const [problem, ...others] = problemsOf(() => readManifests(text));
  expect(problem).toMatchObject({ id: 'chart-output' });
  expect(problem?.message).toMatch(
    /^line 12 of helm's output is not valid YAML: .*'kind'.* \(from kargo\/templates\/twice\.yaml\)$/,
  );
  expect(others).toEqual([]);
});

test('every bad document is reported', () => {
  expect(problemsOf(() => readManifests('--- [a]\n--- {b: 1}\n--- {c: [\n'))).toHaveLength(3);
});

test('no error repeats what is in a document, as it may be secret', () => {
  const text = '---\napiVersion: v1\nkind: Secret\nstringData: {password: hunter2}\n--- [hunter2]\n--- hunter2\n';
  expect(JSON.stringify(problemsOf(() => readManifests(text)))).not.toContain('hunter2');
});

function object(name: string) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } };
}
