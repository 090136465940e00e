import { parseSchemas, standalone } from '../../scripts/import/refs';

function schema(files: { [name: string]: unknown }, file: string) {
  const sources = Object.entries(files).map(([name, content]) => ({ name, text: JSON.stringify(content) }));
  return standalone(parseSchemas(sources), file);
}

test('what is referred to, here or in another file, is put in place', () => {
  const files = {
    'common.json': { definitions: { who: { items: { $ref: '#/definitions/name' } }, name: { type: 'string' } } },
    'a.json': {
      $schema: 'x',
      definitions: { 'a/b': { type: 'boolean' } },
      properties: { loud: { $ref: '#/definitions/a~1b' }, who: { $ref: 'common.json#/definitions/who' } },
    },
  };
  expect(schema(files, 'a.json')).toEqual({
    properties: { loud: { type: 'boolean' }, who: { items: { type: 'string' } } },
  });
});

test('what stands beside a reference is kept, and wins', () => {
  const files = {
    'a.json': { $defs: { b: { type: 'string', default: 'b' } }, items: { $ref: '#/$defs/b', default: 'c' } },
  };
  expect(schema(files, 'a.json')).toEqual({ items: { type: 'string', default: 'c' } });
});

test('one definition may be referred to twice', () => {
  const files = {
    'a.json': { $defs: { b: { type: 'string' } }, anyOf: [{ $ref: '#/$defs/b' }, { $ref: '#/$defs/b' }] },
  };
  expect(schema(files, 'a.json')).toEqual({ anyOf: [{ type: 'string' }, { type: 'string' }] });
});

test('a property that is called $ref is no reference', () => {
  const files = { 'a.json': { properties: { $ref: { type: 'string' } } } };
  expect(schema(files, 'a.json')).toEqual({ properties: { $ref: { type: 'string' } } });
});

test.each([
  ['in its own file', '#/definitions/none'],
  ['in a file that is not there', 'none.json#/definitions/b'],
])('refuses a reference to nothing %s', (_, $ref) => {
  expect(() => schema({ 'a.json': { items: { $ref } } }, 'a.json')).toThrow(`a.json: nothing at '${$ref}'`);
});

test('refuses a reference that leads back to itself', () => {
  const files = { 'a.json': { $defs: { b: { items: { $ref: '#/$defs/b' } } }, items: { $ref: '#/$defs/b' } } };
  expect(() => schema(files, 'a.json')).toThrow("a.json: '#/$defs/b' refers to itself");
});

test('refuses a schema that is no mapping', () => {
  expect(() => schema({ 'a.json': [] }, 'a.json')).toThrow('a.json: not a JSON Schema but []');
});

test('refuses a file that is not JSON', () => {
  expect(() => parseSchemas([{ name: 'steps/a.json', text: '{' }])).toThrow(
    /^steps\/a\.json: does not parse as JSON \(.+\): give the file as Kargo ships it$/,
  );
});
