import { counting, NONE, total } from '../../lib/parity/tally';
import type { Verdict } from '../../lib/parity/verdict';

const VERDICTS: readonly Verdict[] = [
  { kind: 'equal' },
  { kind: 'different', differences: [] },
  { kind: 'disagreed', embedded: { objects: 1 }, chart: { problems: [] } },
  { kind: 'refused', embedded: [], chart: [] },
  { kind: 'skipped', problems: [] },
];

test('counts every verdict once, a refusal by one side as a difference', () => {
  const tally = VERDICTS.reduce(counting, NONE);
  expect(tally).toEqual({ equal: 1, different: 2, refused: 1, skipped: 1 });
  expect(total(tally)).toBe(VERDICTS.length);
});
