import fc from 'fast-check';
import type { Json } from '../../../../lib';
import { parseYaml } from '../../../../lib/core/yaml';
import { goYaml, UnknownYaml } from '../../../../lib/renderer/embedded/go/yaml';

const KEYS = fc.stringMatching(/^[a-z][A-Za-z_]{1,8}$/);
const SCALARS = fc.oneof(
  fc.boolean(),
  fc.integer(),
  fc.constant(null),
  fc.stringMatching(/^[a-zA-Z0-9 :#'"{}[\]\n-]{0,20}$/),
  fc.constantFrom('true', 'null', '12', '~', '', 'two\nlines\n'),
);
const VALUES = fc.letrec<{ value: Json; mapping: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    SCALARS,
    tie('mapping'),
    fc.array(tie('mapping'), { maxLength: 3 }),
  ),
  mapping: fc.dictionary(KEYS, tie('value'), { maxKeys: 3 }),
})).mapping;

describe('goYaml', () => {
  test('sorts keys, and indents lists no further than their key', () => {
    const connector = { type: 'github', id: 'github', config: { orgs: [{ name: 'a', teams: ['b', 'c'] }] } };
    expect(goYaml([connector])).toBe(
      [
        '- config:',
        '    orgs:',
        '    - name: a',
        '      teams:',
        '      - b',
        '      - c',
        '  id: github',
        '  type: github',
      ].join('\n'),
    );
  });

  test('writes nothing at all as empty', () => {
    expect([goYaml([]), goYaml({}), goYaml({ a: [], b: {}, c: null })]).toEqual(['[]', '{}', 'a: []\nb: {}\nc: null']);
  });

  test('quotes text that would be read as something else', () => {
    expect(goYaml({ a: 'true', b: '12', c: '', d: 'x: y', e: "'", f: '$VAR', g: '*' })).toBe(
      [`a: "true"`, `b: "12"`, `c: ""`, `d: 'x: y'`, `e: ''''`, 'f: $VAR', `g: '*'`].join('\n'),
    );
  });

  test('writes text of several lines as a block', () => {
    expect(goYaml({ a: 'one\n\ntwo\n', b: 'three\nfour' })).toBe('a: |\n  one\n\n  two\nb: |-\n  three\n  four');
  });

  test.each<[string, Json]>([
    ['a long line', { a: 'word '.repeat(20).trim() }],
    ['a list in a list', [['a']]],
    ['a key with digits', { a1: 'x' }],
    ['a key that is no text', { true: 'x' }],
    ['a fraction', { a: 0.5 }],
    ['a date', { a: '2024-01-01' }],
    ['a time', { a: '12:30' }],
    ['a tab', { a: '\t' }],
    ['white space at the end of a line', { a: 'x \ny' }],
  ])('fails when go-yaml might write it in another way: %s', (_name, value) => {
    expect(() => goYaml(value)).toThrow(UnknownYaml);
  });

  test('writes nothing that reads as anything else', () => {
    fc.assert(
      fc.property(VALUES, (value) => {
        const text = writtenOrSkipped(value);
        const { documents, problems } = parseYaml(text, 'connectors.yaml');
        expect(problems).toEqual([]);
        expect(documents[0]?.value).toEqual(value);
      }),
      { numRuns: 200 },
    );
  });
});

function writtenOrSkipped(value: Json): string {
  try {
    return goYaml(value);
  } catch (error) {
    fc.pre(!(error instanceof UnknownYaml));
    throw error;
  }
}
