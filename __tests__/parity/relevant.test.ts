import type { KubeObject } from '../../lib';
import { compareObjects } from '../../lib/parity/compare';

const SHA = 'a'.repeat(64);
const OTHER_SHA = '0'.repeat(64);

const deployment = (annotations: unknown): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'a' },
  spec: { template: { metadata: { annotations } } },
});
const crd = (schema: unknown, metadata = {}, kind = 'CustomResourceDefinition'): KubeObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind,
  metadata: { name: 'a', ...metadata },
  spec: { versions: [{ schema }] },
});
const annotationsDiffer = (ours: unknown, theirs: unknown) =>
  compareObjects([deployment(ours)], [deployment(theirs)]).length > 0;
const schemasDiffer = (ours: unknown, theirs: unknown) => compareObjects([crd(ours)], [crd(theirs)]).length > 0;

test.each(['configmap/checksum', 'secret/checksum', 'checksum/config'])(
  'which checksum is in %s does not count',
  (key) => {
    expect(annotationsDiffer({ [key]: SHA }, { [key]: OTHER_SHA })).toBe(false);
  },
);

test('that a checksum is there counts', () => {
  expect(annotationsDiffer({ 'configmap/checksum': SHA }, {})).toBe(true);
  expect(annotationsDiffer({}, { 'configmap/checksum': SHA })).toBe(true);
});

test('what is no checksum counts, also where a checksum is expected', () => {
  expect(annotationsDiffer({ 'configmap/checksum': SHA }, { 'configmap/checksum': '' })).toBe(true);
  expect(annotationsDiffer({ other: SHA }, { other: OTHER_SHA })).toBe(true);
});

test('a checksum counts where it is no annotation', () => {
  const data = (checksum: string): KubeObject => ({ ...deployment({}), data: { 'configmap/checksum': checksum } });
  expect(compareObjects([data(SHA)], [data(OTHER_SHA)])).toHaveLength(1);
});

test('descriptions in CustomResourceDefinitions do not count, at any depth', () => {
  const ours = { description: 'a', properties: { spec: { items: { type: 'string' } } } };
  const theirs = { properties: { spec: { items: { type: 'string', description: 'b' } } } };
  expect(schemasDiffer(ours, theirs)).toBe(false);
});

test('a field that is called description counts', () => {
  expect(schemasDiffer({ properties: { description: { type: 'string' } } }, { properties: {} })).toBe(true);
});

test('everything else in a CustomResourceDefinition counts', () => {
  expect(schemasDiffer({ properties: { a: { type: 'string' } } }, { properties: { a: { type: 'integer' } } })).toBe(
    true,
  );
  expect(compareObjects([crd({}, { labels: { a: 'b' } })], [crd({})])).toHaveLength(1);
});

test('annotations of CustomResourceDefinitions do not count', () => {
  expect(compareObjects([crd({}, { annotations: { a: 'b' } })], [crd({})])).toEqual([]);
});

test('descriptions and annotations of other objects count', () => {
  const ours = crd({ description: 'a' }, { annotations: { a: 'b' } }, 'Other');
  expect(compareObjects([ours], [crd({}, {}, 'Other')])).toHaveLength(2);
});
