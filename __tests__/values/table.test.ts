import type { Coverage } from '../../scripts/values/coverage';
import { formatTable, percentHonoured } from '../../scripts/values/table';

const refusal = {
  severity: 'error',
  id: 'value-unsupported',
  message: "value 'bb' is not supported",
  fix: '',
} as const;
const HONOURED: Coverage = { path: 'a.long', state: 'honoured' };
const REFUSED: Coverage = { path: 'bb', state: 'refused', refusal };

test('has a line for each value, with the reason where it is refused, and the share in the end', () => {
  expect(formatTable([HONOURED, REFUSED])).toBe(
    "a.long  honoured\nbb      refused: value 'bb' is not supported\n\n1 of 2 values honoured: 50.0 % (at least 95 %)\n",
  );
});

test('says of a value that is honoured by being refused that the chart refuses it too', () => {
  expect(formatTable([{ ...REFUSED, state: 'honoured' }])).toContain(
    'bb  honoured, as the chart refuses it too: value',
  );
});

test('the share is not rounded up', () => {
  const coverage = [...Array.from({ length: 1999 }, () => HONOURED), REFUSED];
  expect(formatTable(coverage)).toContain('1999 of 2000 values honoured: 99.9 %');
});

test('only what is honoured counts', () => {
  expect(percentHonoured([HONOURED, REFUSED, { path: 'c', state: 'ignored' }, HONOURED])).toBe(50);
});
