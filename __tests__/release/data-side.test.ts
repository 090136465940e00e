import { join } from 'node:path';
import { readSide } from '../../scripts/release/side';
import { temporaryFolder } from '../tools/charts';
import { configMap, crd, dataFolder } from './fixtures';

test('a folder of data has its version from the labels of its renders, whatever it is called', () => {
  const folder = dataFolder('anything', { 'renders/cp-seed.json': [configMap('1.12.0-rc.1', {})] });
  expect(readSide(folder).version).toBe('1.12.0-rc.1');
});

test('CRDs in a render are left out: their schemas are compared by field', () => {
  const render = JSON.stringify([configMap('1.11.2', {}), crd({})]);
  const { renders } = readSide(dataFolder('1.11.2', { 'renders/all.json': render }));
  expect(renders.get('all')?.map(({ kind }) => kind)).toEqual(['ConfigMap']);
});

test('schemas of steps are read with what they refer to, what they share is no step', () => {
  const { steps, subscriptions } = readSide(
    dataFolder('1.11.2', {
      'steps/git-clone-config.json': { properties: { url: { $ref: 'common.json#/definitions/url' } } },
      'steps/common.json': { definitions: { url: { type: 'string', description: 'prose' } } },
      'subscriptions/git.json': { properties: { repoURL: { type: 'string' } } },
    }),
  );
  expect([...steps.keys()]).toEqual(['git-clone']);
  expect(steps.get('git-clone')?.get('url')).toEqual({ type: 'string' });
  expect([...subscriptions.keys()]).toEqual(['git']);
});

test.each([
  [
    'there is nothing at the path',
    () => join(temporaryFolder(), 'none'),
    /^no file or folder '.*none': give Kargo's chart/,
  ],
  [
    'a folder is neither a chart nor data',
    temporaryFolder,
    /has neither a Chart.yaml nor a values.tsv: give Kargo's chart/,
  ],
  [
    'there are no renders',
    () => dataFolder('1', { 'renders/cp-seed.json': null }),
    /'.*' has no renders: add what helm gives/,
  ],
  [
    'a render is no list of objects',
    () => dataFolder('1', { 'renders/x.json': { items: [] } }),
    /x\.json' is no list of/,
  ],
  [
    'a render holds what is no object',
    () => dataFolder('1', { 'renders/x.json': [{ kind: 'X' }] }),
    /x\.json' is no list of/,
  ],
  ['a render does not parse', () => dataFolder('1', { 'renders/x.json': '[' }), /x\.json: does not parse as JSON/],
  [
    'there are no CRDs',
    () => dataFolder('1', { 'crds/warehouses.json': null }),
    /has no CRDs: give Kargo's whole chart/,
  ],
  ['no label names a version', () => dataFolder('x'), /name none, expected one version of Kargo/],
  [
    'the renders are of two versions',
    () => dataFolder('1.11.2', { 'renders/x.json': [configMap('1.10.10', {})] }),
    /name '1.11.2' and '1.10.10', expected one version/,
  ],
])('fails when %s', (_, folder, message) => {
  expect(() => readSide(folder())).toThrow(message);
});
