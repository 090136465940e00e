import type { Schema } from '../../../lib/checks/schema/schema';
import { violationsOf } from '../../../lib/checks/schema/validator';
import { compiled } from './compiled';

test('a violation has the value and the part of the schema that it is about, whatever the names of fields', () => {
  const inner: Schema = { type: 'string', minLength: 2 };
  const schema: Schema = { properties: { 'a/b ~%ä': { items: { properties: { "it's": inner } } } } };
  expect(violationsOf(compiled(schema), { 'a/b ~%ä': [{}, { "it's": 'x' }] })).toEqual([
    {
      keyword: 'minLength',
      instancePath: "/a~1b ~0%ä/1/it's",
      schemaPath: "#/properties/a~1b%20~0%25%C3%A4/items/properties/it's/minLength",
      data: 'x',
      schema: 2,
      parentSchema: inner,
    },
  ]);
});

test('lengths are counted in characters, as Go does', () => {
  expect(violationsOf(compiled({ maxLength: 2 }), '🚢🚢')).toEqual([]);
  expect(violationsOf(compiled({ maxLength: 2 }), '🚢🚢🚢')).toHaveLength(1);
});

test('a schema is not asked for while nothing is wrong', () => {
  const schema = () => {
    throw new Error('asked');
  };
  expect(violationsOf({ validate: () => null, schema }, 1)).toEqual([]);
  expect(violationsOf({ validate: () => [], schema }, 1)).toEqual([]);
});
