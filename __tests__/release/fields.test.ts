import { fieldsOf } from '../../scripts/release/fields';

test('members, items and values of free keys are fields, each with what is said of it alone', () => {
  const fields = fieldsOf({
    type: 'object',
    required: ['vars'],
    properties: {
      vars: {
        type: 'array',
        items: { type: 'object', required: ['name'], properties: { name: { type: 'string', enum: ['a'] } } },
      },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
    },
  });
  expect(Object.fromEntries(fields)).toEqual({
    '': { type: 'object' },
    vars: { type: 'array', required: true },
    'vars[]': { type: 'object' },
    'vars[].name': { type: 'string', enum: ['a'], required: true },
    labels: { type: 'object' },
    'labels.*': { type: 'string' },
  });
});

test('nothing that a schema says is lost: closed objects, lists of schemas, schemas that are true, requirements of other fields', () => {
  const fields = fieldsOf({
    additionalProperties: false,
    oneOf: [{ required: ['a'] }],
    required: ['b'],
    properties: { a: true, list: { items: [{ type: 'string' }] } },
  });
  expect(Object.fromEntries(fields)).toEqual({
    '': { additionalProperties: false, oneOf: [{ required: ['a'] }], requires: ['b'] },
    a: { schema: true },
    list: { items: [{ type: 'string' }] },
  });
});

test('fields may be called as anything is called in a schema', () => {
  const fields = fieldsOf({ properties: { items: { type: 'string' }, required: { type: 'boolean' } } });
  expect([...fields.keys()]).toEqual(['', 'items', 'required']);
});
