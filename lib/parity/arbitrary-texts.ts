import * as fc from 'fast-check';

/** Text that YAML without quotes reads as something else, or as two things. */
const TRAPS = [
  ...['true', 'No', 'on', 'y', 'null', '~', '0', '007', '0o17', '0x1F', '1_000', '1e3', '.5', '-1', '.inf', '12:30'],
  ...['2024-01-01', '2024-01-01T00:00:00Z', '1.10', '', ' ', ' leading', 'trailing ', 'a: b', 'a #b', '# a', '- a'],
  ...["it's", 'say "hi"', 'back\\slash', '*', '&a', '!a', '%a', '@a', '`a`', '[a', '{a}', 'a, b', '<a> & b', '---'],
  ...['two\nlines', 'two\nlines\n', 'tab\there', 'käse', '漢字', '😀', '{{ .Values.x }}', '${x}', '$1', 'a=b,c=d'],
];

/** Text of which YAML needs no quotes, though it looks as if it did. */
const PLAIN = [
  'kargo',
  'team-a',
  'my_name',
  'A1',
  '12:30',
  '2024-01-01',
  '1.11.2',
  'a:b',
  "it's",
  'a/b',
  'x@y',
  'käse',
];

/** Any text, with what is hard to quote often. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...PLAIN),
  fc.constantFrom(...TRAPS),
  fc.string({ unit: fc.constantFrom(...'abcXYZ019 .:-_/#"\'{}[],&*!|>%@\\'), maxLength: 12 }),
);

/** Text that stands without quotes in most places; some of it is refused where it would not arrive. */
export const word: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...PLAIN),
  fc.string({ unit: fc.constantFrom(...'abcXYZ019.:-_/'), minLength: 1, maxLength: 12 }),
);

/** A name of a Kubernetes object. */
export const name: fc.Arbitrary<string> = fc.constantFrom('kargo', 'team-a', 'other', 'kargo-2', 'a.b');

/** A key of labels, annotations and the like. */
export const key: fc.Arbitrary<string> = fc.constantFrom(
  'team',
  'example.com/team',
  'a_b.c',
  '1',
  'yes',
  'true',
  'null',
);
