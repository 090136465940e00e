import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IGNORABLE } from '../../../lib/checks/ignore/ignorable';
import { NEVER_IGNORED } from '../../../lib/checks/ignore/never';

const LIB = join(__dirname, '..', '..', '..', 'lib');

/** Where ids stand: as a member, as one of two, and among the first arguments of what makes findings. */
const PLACES = [
  /\bid: '([a-z]+(?:-[a-z]+)+)'/g,
  /\? '([a-z]+(?:-[a-z]+)+)' : '[a-z-]+'/g,
  /\? '[a-z]+(?:-[a-z]+)+' : '([a-z]+(?:-[a-z]+)+)'/g,
  /\b(?:\w*[eE]rror|errorAt|\w*[fF]inding|\w*[pP]roblem|check|eachObject|missing\w*|refuse|fail\w*|\w*[wW]arning)\(\s*(?:[\w.#]+(?:\([^()]*\))?,\s*)*'([a-z]+(?:-[a-z]+)+)'/g,
];

// Findings of the other commands are never about a fleet.
const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !/^(parity|cli|doctor)\b/.test(file),
);
const sources = files
  .filter((file) => !/ignore.(ignorable|never)\.ts$/.test(file))
  .map((file) => readFileSync(join(LIB, file), 'utf8'));
const used = new Set(
  sources.flatMap((text) => PLACES.flatMap((place) => [...text.matchAll(place)].map(([, id = '']) => id))),
);

test('of every finding it is known whether it can be ignored', () => {
  expect([...used].filter((id) => !IGNORABLE.includes(id) && !NEVER_IGNORED.includes(id)).sort()).toEqual([]);
});

test('every id that can be ignored, or never can, is that of a finding', () => {
  expect([...IGNORABLE, ...NEVER_IGNORED].filter((id) => !used.has(id))).toEqual([]);
});

test('no id both can be ignored and never can', () => {
  expect(IGNORABLE.filter((id) => NEVER_IGNORED.includes(id))).toEqual([]);
});
