import { structureOf } from '../../scripts/import/structure';

test('descriptions, titles, comments and examples are taken out', () => {
  const schema = { description: 'a', title: 'b', $comment: 'c', example: 'd', examples: ['e'], externalDocs: {} };
  expect(structureOf({ ...schema, items: { ...schema, type: 'string' } })).toEqual({ items: { type: 'string' } });
});

test('properties that are called description or title stay', () => {
  const properties = { description: { type: 'string' }, title: { type: 'string' } };
  expect(structureOf({ properties, required: ['description'] })).toEqual({ properties, required: ['description'] });
});

test('defaults, constants and enums stay as they are', () => {
  const data = { default: { description: 'b', a: 1 }, const: { title: 'c' }, enum: [{ description: 'd' }] };
  expect(structureOf(data)).toEqual(data);
});

test('a rule loses its message unless it has line breaks, when Kubernetes demands one', () => {
  const rules = [
    { rule: 'self > 0', message: 'Must be positive.' },
    { rule: 'self > 0 &&\nself < 9', message: 'Must be small.' },
  ];
  expect(structureOf({ 'x-kubernetes-validations': rules })).toEqual({
    'x-kubernetes-validations': [{ rule: 'self > 0' }, rules[1]],
  });
});

test('keys are sorted at every depth', () => {
  const sorted = structureOf({ type: 'object', properties: { b: { type: 'string', format: 'x' }, a: {} } });
  expect(JSON.stringify(sorted)).toBe('{"properties":{"a":{},"b":{"format":"x","type":"string"}},"type":"object"}');
});
