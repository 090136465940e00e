import { nearest } from '../../lib/core/nearest';

test('is the candidate that differs least, in whatever case', () => {
  expect(nearest('Wherehouse', ['stage', 'warehouse'])).toBe('warehouse');
});

test('is none where all are far', () => {
  expect(nearest('abc', ['warehouse'])).toBeUndefined();
  expect(nearest('abc', [])).toBeUndefined();
});

test('is found among very many that begin alike', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => `${i % 2 === 0 ? 'x' : 'y'}${i}`);
  expect(nearest('apss', [...many, 'apps'])).toBe('apps');
});
