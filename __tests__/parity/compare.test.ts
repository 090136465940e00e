import fc from 'fast-check';
import type { Json, KubeObject } from '../../lib';
import { isMapping } from '../../lib/core/values';
import { compareObjects } from '../../lib/parity/compare';
import type { Place } from '../../lib/parity/json-path';
import { kubeObject } from '../core/yaml/arbitraries';

const object = (spec: unknown, name = 'a'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'kargo' },
  spec,
});
const compareSpecs = (embedded: unknown, chart: unknown) => compareObjects([object(embedded)], [object(chart)]);

const named = fc
  .array(kubeObject, { minLength: 1, maxLength: 4 })
  .map((objects) => objects.map((one, index) => ({ ...one, metadata: { ...one.metadata, name: `name-${index}` } })));

const placesIn = (value: unknown, place: Place = []): Place[] => {
  const members = Array.isArray(value) ? [...value.entries()] : isMapping(value) ? Object.entries(value) : [];
  return [place, ...members.flatMap(([key, member]) => placesIn(member, [...place, key]))];
};

const replaced = (value: unknown, [key, ...rest]: Place, by: Json): unknown => {
  if (key === undefined) {
    return by;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === key ? replaced(item, rest, by) : item));
  }
  return Object.fromEntries(
    Object.entries(value as object).map(([name, item]) => [name, name === key ? replaced(item, rest, by) : item]),
  );
};

test('equal objects have no differences, in whatever order they and their keys are', () => {
  const pair = named.chain((objects) =>
    fc.tuple(fc.constant(objects), fc.shuffledSubarray(objects, { minLength: objects.length })),
  );
  const reversed = (value: KubeObject) => Object.fromEntries(Object.entries(value).reverse()) as unknown as KubeObject;
  fc.assert(
    fc.property(pair, ([ours, theirs]) => {
      expect(compareObjects(ours, theirs.map(reversed))).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('a single change is found, at its path and nowhere else', () => {
  fc.assert(
    fc.property(named, fc.nat(), fc.nat(), (objects, which, where) => {
      const changed = objects[which % objects.length] as KubeObject;
      const places = placesIn(changed['spec']);
      const place = ['spec', ...(places[where % places.length] ?? [])];
      const other = replaced(changed, place, 'something that is nowhere else') as KubeObject;
      const found = compareObjects(
        objects,
        objects.map((one) => (one === changed ? other : one)),
      );
      expect(found).toMatchObject([{ place, chart: 'something that is nowhere else' }]);
    }),
    { numRuns: 100 },
  );
});

test('a difference says which object it is in, its path, and both sides', () => {
  expect(compareSpecs({ a: [{ b: 1 }] }, { a: [{ b: '1' }] })).toEqual([
    { object: 'ConfigMap kargo/a', kind: 'ConfigMap', place: ['spec', 'a', 0, 'b'], embedded: 1, chart: '1' },
  ]);
});

test('the order in lists counts', () => {
  expect(compareSpecs(['a', 'b'], ['b', 'a']).map(({ place }) => place)).toEqual([
    ['spec', 0],
    ['spec', 1],
  ]);
});

test('a member that only the chart has is found', () => {
  expect(compareSpecs({}, { a: 1 })).toMatchObject([{ place: ['spec', 'a'], embedded: undefined, chart: 1 }]);
});

test('an item too many is found at its index', () => {
  expect(compareSpecs(['a'], ['a', 'b'])).toMatchObject([{ place: ['spec', 1], embedded: undefined, chart: 'b' }]);
});

test.each([
  ['null', null],
  ['an empty mapping', {}],
  ['an empty list', []],
  ['false', false],
])('a member that is %s is not one that is missing', (_, value) => {
  expect(compareSpecs({ a: value }, {})).toMatchObject([{ place: ['spec', 'a'], embedded: value, chart: undefined }]);
});

test('a member that every JavaScript object has is found like any other', () => {
  expect(compareSpecs({ constructor: 1 }, {})).toMatchObject([
    { place: ['spec', 'constructor'], embedded: 1, chart: undefined },
  ]);
});

test('an object that only one side has is a difference, whichever side it is', () => {
  const only = object({}, 'only');
  expect(compareObjects([only], [])).toMatchObject([{ object: 'ConfigMap kargo/only', place: [], embedded: only }]);
  expect(compareObjects([], [only])).toMatchObject([{ object: 'ConfigMap kargo/only', place: [], chart: only }]);
});

test('an object of another namespace is another object', () => {
  const moved = { ...object({}), metadata: { name: 'a', namespace: 'other' } };
  expect(compareObjects([object({})], [moved]).map(({ object: name }) => name)).toEqual([
    'ConfigMap kargo/a',
    'ConfigMap other/a',
  ]);
});

test('another version of the same API is found in the object', () => {
  const newer = { ...object({}), apiVersion: 'v2' };
  expect(compareObjects([object({})], [newer])).toMatchObject([{ place: ['apiVersion'], embedded: 'v1', chart: 'v2' }]);
});

test('an object that is there twice is compared twice, in whatever order', () => {
  expect(compareObjects([object(1), object(2)], [object(2), object(1)])).toEqual([]);
  expect(compareObjects([object(1), object(1)], [object(1)])).toHaveLength(1);
});
