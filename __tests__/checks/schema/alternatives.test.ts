import { alternatives, chosen } from '../../../lib/checks/schema/alternatives';

const BRANCHES = [
  { properties: { a: {}, b: {} } },
  { properties: { a: {}, b: {} }, required: ['a'] },
  { required: ['c'] },
];

test('a choice is told by the fields that each alternative has and excludes', () => {
  expect(alternatives(BRANCHES)).toBe("have none of 'a', 'b', or 'a' without 'b', or 'c'");
});

test('what was chosen is told by the fields that are there', () => {
  expect(chosen(BRANCHES, { a: 1, b: null, x: 1 })).toBe("'a', 'b'");
});

test.each([{}, { x: 1 }, 'text', null])('of %j, nothing was chosen', (value) => {
  expect(chosen(BRANCHES, value)).toBe('none of them');
});
