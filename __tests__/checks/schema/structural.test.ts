import type { Schema } from '../../../lib/checks/schema/schema';
import { strict } from '../../../lib/checks/schema/structural';
import { violationsOf } from '../../../lib/checks/schema/validator';
import { compiled } from './compiled';

function isValid(schema: Schema, value: unknown): boolean {
  return violationsOf(compiled(strict(schema)), value).length === 0;
}

const object = (properties: { readonly [name: string]: Schema }, more: Schema = {}): Schema => ({
  type: 'object',
  properties,
  ...more,
});

test('an unknown field is refused', () => {
  expect(isValid(object({ a: {} }), { a: 1 })).toBe(true);
  expect(isValid(object({ a: {} }), { b: 1 })).toBe(false);
});

test('an unknown field is kept where the schema says so', () => {
  expect(isValid(object({ a: {} }, { 'x-kubernetes-preserve-unknown-fields': true }), { b: 1 })).toBe(true);
});

test('a mapping with free keys has the type of its values', () => {
  const schema: Schema = { type: 'object', additionalProperties: object({ a: { type: 'string' } }) };
  expect(isValid(schema, { any: { a: 'x' } })).toBe(true);
  expect(isValid(schema, { any: { a: 1 } })).toBe(false);
  expect(isValid(schema, { any: { b: 'x' } })).toBe(false);
});

test('null is taken where a member may be absent, and not in a list', () => {
  const schema = object({ a: { type: 'string', enum: ['x'] }, b: { type: 'array', items: { type: 'string' } } });
  expect(isValid(schema, { a: null, b: null })).toBe(true);
  expect(isValid(schema, { b: [null] })).toBe(false);
});

test('null is refused where a member is required, unless there is a default', () => {
  const schema = (a: Schema) => object({ a }, { required: ['a'] });
  expect(isValid(schema({ type: 'string' }), { a: null })).toBe(false);
  expect(isValid(schema({ type: 'string', default: 'x' }), { a: null })).toBe(true);
  expect(isValid(schema({ type: 'string', default: 'x' }), {})).toBe(true);
});

test('a set holds nothing twice', () => {
  const schema: Schema = { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' };
  expect(isValid(schema, ['a', 'b'])).toBe(true);
  expect(isValid(schema, ['a', 'a'])).toBe(false);
});

test('what may be a number or a text is one of the two', () => {
  const schema: Schema = { 'x-kubernetes-int-or-string': true };
  expect([isValid(schema, 1), isValid(schema, '10%'), isValid(schema, true)]).toEqual([true, true, false]);
});

test('whole numbers may have any of the formats of Kubernetes', () => {
  expect(isValid({ type: 'integer', format: 'int64' }, 2 ** 40)).toBe(true);
  expect(isValid({ type: 'integer', format: 'int32' }, 1.5)).toBe(false);
});
