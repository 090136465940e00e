import type { JsonObject } from '../../lib/core/kube-object';
import { parseCrds } from '../../scripts/import/crds';
import { fieldsOf } from '../../scripts/release/fields';
import { compareSchemas, crdSchemas } from '../../scripts/release/schemas';
import { crd } from './fixtures';

/** Compares two schemas of a field `f`, or without one. */
function compare(old: JsonObject | undefined, now: JsonObject | undefined, required: readonly string[][] = [[], []]) {
  const schema = (member: JsonObject | undefined, index: number) =>
    new Map([
      ['s', fieldsOf({ required: required[index] ?? [], properties: member === undefined ? {} : { f: member } })],
    ]);
  return compareSchemas(schema(old, 0), schema(now, 1))['s'];
}

test('a field that is new is told with what is said of it, and how many came with it', () => {
  const field = { type: 'object', properties: { a: { type: 'string' }, b: { items: { type: 'string' } } } };
  expect(compare(undefined, field)).toEqual([{ change: 'new', path: 'f', new: { type: 'object' }, below: 3 }]);
});

test('a field that is gone is told with what was said of it', () => {
  expect(compare({ type: 'string' }, undefined)).toEqual([{ change: 'gone', path: 'f', old: { type: 'string' } }]);
});

test('of a field that is gone with others below it, only the top is told', () => {
  expect(compare({ type: 'object', properties: { a: {}, b: {} } }, undefined)).toEqual([
    { change: 'gone', path: 'f', old: { type: 'object' }, below: 2 },
  ]);
});

test('a field whose name only begins like that of a new one is told for itself', () => {
  const old = new Map([['s', fieldsOf({})]]);
  const now = new Map([['s', fieldsOf({ properties: { tag: {}, tags: {} } })]]);
  expect(compareSchemas(old, now)['s']?.map(({ path }) => path)).toEqual(['tag', 'tags']);
});

test.each<[string, JsonObject, JsonObject, JsonObject]>([
  ['type', { type: 'string' }, { type: 'integer' }, { change: 'changed', path: 'type', old: 'string', new: 'integer' }],
  ['a value of an enum', { enum: ['a'] }, { enum: ['a', 'b'] }, { change: 'new', path: 'enum[1]', new: 'b' }],
  ['default', { default: 1 }, { default: 2 }, { change: 'changed', path: 'default', old: 1, new: 2 }],
  ['format', { format: 'duration' }, {}, { change: 'gone', path: 'format', old: 'duration' }],
  [
    'whether it is closed',
    {},
    { additionalProperties: false },
    { change: 'new', path: 'additionalProperties', new: false },
  ],
  [
    'a CEL rule',
    { 'x-kubernetes-validations': [{ rule: 'has(self.a)' }] },
    { 'x-kubernetes-validations': [{ rule: 'has(self.b)' }, { rule: 'has(self.a)' }] },
    { change: 'new', path: 'x-kubernetes-validations[0]', new: { rule: 'has(self.b)' } },
  ],
])('%s of a field changes', (_, old, now, difference) => {
  expect(compare(old, now)).toEqual([{ change: 'changed', path: 'f', within: [difference] }]);
});

test('a field that becomes required changes itself, not the object that requires it', () => {
  expect(compare({}, {}, [[], ['f']])).toEqual([
    { change: 'changed', path: 'f', within: [{ change: 'new', path: 'required', new: true }] },
  ]);
});

test('schemas that are new and gone are told as a whole, equal ones not at all', () => {
  const schema = fieldsOf({ properties: { a: {} } });
  const old = new Map([
    ['same', schema],
    ['gone', schema],
  ]);
  const now = new Map([
    ['same', schema],
    ['new', schema],
  ]);
  expect(compareSchemas(old, now)).toEqual({
    gone: [{ change: 'gone', path: '', below: 1 }],
    new: [{ change: 'new', path: '', below: 1 }],
  });
});

test('the fields of CRDs go by kind and version, prose left out', () => {
  const schemas = (description: string) => crdSchemas(parsed(crd({ description, properties: { spec: {} } })));
  expect([...schemas('some').keys()]).toEqual(['Warehouse v1alpha1']);
  expect(compareSchemas(schemas('some'), schemas('other'))).toEqual({});
});

test('what a CRD says besides its schema can change too', () => {
  const before = parsed(crd({}, { scope: 'Cluster' }));
  const after = parsed(crd({}, { scope: 'Namespaced' }));
  expect(compareSchemas(crdSchemas(before), crdSchemas(after))).toEqual({
    'Warehouse v1alpha1': [
      {
        change: 'changed',
        path: '(definition)',
        within: [{ change: 'changed', path: 'scope', old: 'Cluster', new: 'Namespaced' }],
      },
    ],
  });
});

function parsed(document: unknown) {
  return parseCrds([{ name: 'crd.json', text: JSON.stringify(document) }]).crds;
}
