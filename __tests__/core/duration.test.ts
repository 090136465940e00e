import fc from 'fast-check';
import { canonicalDuration, durationSeconds } from '../../lib/core/duration';

test.each([
  ['1h', '1h0m0s'],
  ['5m', '5m0s'],
  ['90s', '1m30s'],
  ['0.5h', '30m0s'],
  ['1h30m', '1h30m0s'],
  ['30m1h', '1h30m0s'],
  ['1m1m', '2m0s'],
  ['36h', '36h0m0s'],
  ['0s', '0s'],
  ['0', '0s'],
  ['0h0m', '0s'],
  ['-0s', '0s'],
  ['1.5s', '1.5s'],
  ['1.50s', '1.5s'],
  ['1500ms', '1.5s'],
  ['0.5s', '500ms'],
  ['.5s', '500ms'],
  ['1.s', '1s'],
  ['100us', '100µs'],
  ['1.5µs', '1.5µs'],
  ['1.5μs', '1.5µs'],
  ['7ns', '7ns'],
  ['0.1ns', '0s'],
  ['-90m', '-1h30m0s'],
  ['+90m', '1h30m0s'],
  ['1.000000001s', '1.000000001s'],
  // Go works out fractions as floating point and cuts off below a nanosecond.
  ['0.33333333333h', '19m59.999999988s'],
  ['2562047h47m16.854775807s', '2562047h47m16.854775807s'],
  ['-2562047h47m16.854775808s', '-2562047h47m16.854775808s'],
])('%s is stored as %s', (text, stored) => {
  expect(canonicalDuration(text)).toBe(stored);
});

test.each(['', '1', 'h', '.s', '-', '-.s', '1d', '1 h', ' 1h', '1h ', '1h30', '1e3s', '1,5s', 'five minutes', '--1h'])(
  '"%s" is no duration',
  (text) => {
    expect(canonicalDuration(text)).toBeUndefined();
  },
);

test('a duration of more than 292 years is none for Go', () => {
  expect(canonicalDuration('2562047h47m16.854775808s')).toBeUndefined();
  expect(canonicalDuration('99999999h')).toBeUndefined();
});

const nanoseconds = fc.bigInt({ min: 0n, max: (1n << 63n) - 1n });

test('every duration has one canonical form', () => {
  fc.assert(
    fc.property(nanoseconds, (size) => {
      const canonical = canonicalDuration(`${size}ns`);
      expect(canonicalDuration(canonical ?? '')).toBe(canonical);
    }),
  );
});

test('the canonical form is as long as what it was made from', () => {
  const whole = fc.nat({ max: 100_000 });
  fc.assert(
    fc.property(whole, whole, whole, whole, (h, m, s, ms) => {
      const [, hours = '0', minutes = '0', seconds = '0'] =
        /^(?:(\d+)h)?(?:(\d+)m)?([\d.]+)s$/.exec(canonicalDuration(`${s + 1}s${m}m${h}h${ms}ms`) ?? '') ?? [];
      expect(Number(minutes)).toBeLessThan(60);
      expect(Number(seconds)).toBeLessThan(60);
      expect(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)).toBeCloseTo(
        h * 3600 + m * 60 + s + 1 + ms / 1000,
        3,
      );
    }),
  );
});

test('what the schema of Kargo allows is always a duration, unless it is too long for Go', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^([0-9]{1,6}(\.[0-9]{1,6})?(s|m|h)){1,4}$/), (text) => {
      expect(canonicalDuration(text)).toMatch(/^((\d+h)?\d+m)?\d+(\.\d+)?s$|^\d+(\.\d+)?(ms|µs|ns)$/);
    }),
  );
});

test.each([
  ['720h', 2_592_000],
  ['1h0m0s', 3600],
  ['1.5h', 5400],
  ['0', 0],
  ['1999ms', 1],
  ['+1m', 60],
])('%s is %i whole seconds', (text, seconds) => {
  expect(durationSeconds(text)).toBe(seconds);
});

test.each(['-1h', '12', '12 h', 'a day', '', '9999999999h'])('"%s" is no number of seconds', (text) => {
  expect(durationSeconds(text)).toBeUndefined();
});

test('a duration has as many seconds in its one form as in any other', () => {
  fc.assert(
    fc.property(fc.nat({ max: 8760 }), fc.nat({ max: 600 }), fc.nat({ max: 600 }), (h, m, s) => {
      const text = `${h}h${m}m${s}s`;
      expect(durationSeconds(text)).toBe(h * 3600 + m * 60 + s);
      expect(durationSeconds(canonicalDuration(text) ?? '')).toBe(durationSeconds(text));
    }),
  );
});
