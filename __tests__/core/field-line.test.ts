import { atField, placeOfField, setFieldLines } from '../../lib/core/field-line';
import type { Finding } from '../../lib/core/finding';

const finding = (where: Finding['where'], field?: Finding['field']): Finding => ({
  severity: 'error',
  id: 'an-id',
  message: 'a message',
  fix: 'a fix',
  where,
  ...(field && { field }),
});

function place() {
  const where = { file: 'a.yaml', line: 3 };
  setFieldLines(where, (field) => 3 + field.length);
  return where;
}

test('a finding goes to the line of its field, and only once', () => {
  const found = finding(place(), ['spec', 'shard']);
  const located = { ...found, where: { file: 'a.yaml', line: 5 } };
  expect(atField(found)).toEqual(located);
  expect(atField(atField(found))).toEqual(located);
});

test('a finding about no field goes to the line of its object', () => {
  expect(atField(finding(place()))).toEqual(finding({ file: 'a.yaml', line: 3 }));
});

test('a place whose lines nobody knows stays as it is, and so does a construct', () => {
  for (const where of [{ file: 'a.yaml', line: 3 }, { file: 'a.yaml' }, { construct: 'prod/x' }]) {
    const found = finding(where, ['spec']);
    expect(atField(found)).toBe(found);
  }
});

test('a copy of a place is another place', () => {
  expect(placeOfField({ ...place() }, ['spec'])).toEqual({ file: 'a.yaml', line: 3 });
});
