import { quantity } from '../../lib/doctor/quantity';

test.each([
  ['1', '1000m'],
  ['0.5', '500m'],
  ['1Gi', '1024Mi'],
  ['1e3', '1k'],
  ['128974848', '123Mi'],
])('%s is as much as %s', (one, other) => {
  expect(quantity(one)).toBe(quantity(other));
});

test('a number is a quantity', () => {
  expect(quantity(2)).toBe(2);
});

test.each(['', 'm', '1 Gi', 'kargo', '1..2', undefined])("'%s' is none", (text) => {
  expect(quantity(text)).toBeUndefined();
});
