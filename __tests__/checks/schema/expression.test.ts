import { hasExpression, isExpression } from '../../../lib/checks/schema/expression';

test.each(['${{ vars.x }}', 'kargo/${{ vars.x }}/y', '${{'])("'%s' is or holds an expression", (text) => {
  expect(isExpression(text)).toBe(true);
});

test.each(['$x', '{{ x }}', '', 3, null, ['${{ x }}']])('%j is no expression', (value) => {
  expect(isExpression(value)).toBe(false);
});

test('a list or a mapping has an expression as one of its members', () => {
  expect([['${{ x }}'], { a: '${{ x }}' }].map(hasExpression)).toEqual([true, true]);
  expect([['x'], { a: ['${{ x }}'] }, '${{ x }}', null].map(hasExpression)).toEqual([false, false, false, false]);
});
