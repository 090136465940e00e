import { canonicalValues, toYamlSafeJson } from '../../../lib/renderer/helm/canonical';

const canonical = (values: unknown) => canonicalValues(values as Parameters<typeof canonicalValues>[0]);

test('equal values in another order are the same text', () => {
  const a = canonical({ api: { host: 'x', replicas: 2 }, crds: {} }).values;
  const b = canonical({ crds: {}, api: { replicas: 2, host: 'x' } }).values;
  expect(toYamlSafeJson(a)).toBe(toYamlSafeJson(b));
});

test('what is undefined is left out, also in lists', () => {
  expect(canonical({ a: undefined, b: { c: undefined }, d: [1, undefined, 2] }).values).toEqual({ b: {}, d: [1, 2] });
  expect(toYamlSafeJson(canonical({ a: undefined, d: [undefined] }).values)).toBe('{"d":[]}');
});

test('null is kept, as it takes a default of the chart away', () => {
  expect(canonical({ a: null }).values).toEqual({ a: null });
});

test.each([
  ['not a number', Number.NaN, 'NaN'],
  ['infinite', Number.NEGATIVE_INFINITY, '-Infinity'],
  ['a function', () => 1, 'a function'],
  ['a bigint', 1n, 'a bigint'],
  ['a Date', new Date(0), 'an instance of Date'],
  ['half a surrogate pair', 'x\ud83d', 'half a surrogate pair'],
])('refuses a value that is %s', (_, value, got) => {
  const { problems } = canonical({ api: { env: [{ value }] } });
  expect(problems).toMatchObject([{ severity: 'error', id: 'value-type' }]);
  expect(problems[0]?.message).toContain("'api.env[0].value'");
  expect(problems[0]?.message).toContain(got);
});

test('reports every value that is not JSON at once', () => {
  expect(canonical({ a: Number.NaN, b: new Map() }).problems).toHaveLength(2);
});
