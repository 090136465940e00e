import { limitOf, sizeOf } from '../../../lib/checks/schema/limits';

test.each([
  ['minItems', 1, [], 'have at least 1 item', '0 items'],
  ['maxItems', 2, [1, 2, 3], 'have at most 2 items', '3 items'],
  ['minProperties', 1, {}, 'have at least 1 field', '0 fields'],
  ['minLength', 1, '', 'not be empty', undefined],
  ['minLength', 2, 'a', 'have at least 2 characters', undefined],
  ['maxLength', 2, 'abc', 'have at most 2 characters', '3 characters'],
  ['minimum', 1, 0, 'be at least 1', undefined],
  ['maximum', 100, 101, 'be at most 100', undefined],
  ['uniqueItems', undefined, ['a', 'a'], 'have no item twice', '["a","a"]'],
])('%s %j of %j is told in words', (keyword, limit, value, wants, size) => {
  expect(limitOf(keyword, limit)).toBe(wants);
  expect(sizeOf(keyword, value)).toBe(size);
});

test('a keyword that is not about a size has no limit', () => {
  expect(limitOf('pattern', 1)).toBeUndefined();
});
