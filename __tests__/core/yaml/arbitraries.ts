import fc from 'fast-check';
import type { Json, JsonObject, KubeObject } from '../../../lib/core/kube-object';
import { anyText } from '../../tools/text';

const WORDS = 'y Y n yes No ON off true TRUE False null Null NULL ~ = << ! !!str nan inf .inf -.INF .nan';
const NUMBERS =
  '0 -0 007 0644 0o17 0x1F 0b11 +1 1_000 _1 -_1 1e3 1. .5 .5_0 1.5e-7 12e03 1.e+21 e5 -e5 .E5 5e12345 1:30 190:20:30.15 ' +
  '1.11.2 123456789012345678901 2024-01-01 2024-01-01T00:00:00Z . -. ._';
const INDICATORS =
  "- -a --flag ? : a: a:b :: # a#b , [ ] { } {} [] &a *a | > |- % @ ` .. ... --- \\ \\n a\\b ' \" it's '\"\\ __proto__ toString";
const SENTENCES = [
  '2024-01-01 00:00:00 +1',
  '--- a',
  '... a',
  '- a',
  '? a',
  ': a',
  'a: b',
  'a :b',
  '# a',
  'a #b',
  '%YAML 1.1',
];
const EXPRESSIONS = ['{{ x }}', '${{ vars.x }}', '${{ a: b }}'];
const SPACES = ['', ' ', '\t', ' a', 'a ', 'a\t', '\ta', 'a\tb', 'a\u00a0b', '\u200b'];
const LINES = [
  '\n',
  '\n\n',
  ' \n',
  '\na',
  '\n a',
  'a\n',
  'a\n\n',
  'a\n\n\n',
  'a\nb',
  ' a\nb',
  'a\n b\n',
  'a\n\tb\n',
  '# a\nb',
];
const BAD_LINES = ['\ta\n\tb\n', '\ta\nb', 'a \nb', 'a\n \nb', 'a\n\t\nb', 'a\n ', 'a\n\t', 'a\n---\nb', 'a\n...\n'];
const OTHER_BREAKS = [
  '\r',
  '\r\n',
  'a\r\nb',
  'a\rb',
  '\u0085',
  'a\u0085b',
  '\u2028',
  'a\nb\u2028c',
  '\u2029',
  '\ufeff',
  '\ufeffa',
];
const CHARACTERS = [
  '\0',
  '\x07',
  '\x7f',
  'é',
  '漢字',
  '😀',
  '😀\n😀',
  '\u202e',
  '\ufffe',
  '\uffff',
  '\u{1fffe}',
  '\u{10ffff}',
];
const LONG = ['x'.repeat(200), 'x y '.repeat(100), 'k'.repeat(1100), `${'k'.repeat(1100)}\n`];

/** Text that one reader or another takes for something else, or loses a part of, unless it is written with care. */
export const TRAPS: readonly string[] = [
  ...`${WORDS} ${NUMBERS} ${INDICATORS}`.split(' '),
  ...[SENTENCES, EXPRESSIONS, SPACES, LINES, BAD_LINES, OTHER_BREAKS, CHARACTERS, LONG].flat(),
];

const numberLike = fc.string({ unit: fc.constantFrom(...'0123456789_.eExXobBtTzZ:+- fF'), maxLength: 12 });
const lines = fc
  .array(fc.string({ unit: fc.constantFrom(...'ab #:-\t"\'{|>\\'), maxLength: 6 }), { maxLength: 5 })
  .map((parts) => parts.join('\n'));

/** Any well-formed text, with the odd ones often. */
export const text: fc.Arbitrary<string> = fc.oneof(fc.constantFrom(...TRAPS), fc.string(), anyText, numberLike, lines);

const number = fc
  .oneof(fc.maxSafeInteger(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .filter((value) => !Object.is(value, -0) && (!Number.isInteger(value) || Number.isSafeInteger(value)));

const scalar = fc.oneof({ arbitrary: text, weight: 6 }, number, fc.boolean(), fc.constant(null));

const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
}));

/** Any JSON object that toYaml takes. */
export const jsonObject: fc.Arbitrary<JsonObject> = fc.dictionary(text, value, { maxKeys: 5 });

/** A Kubernetes object with any JSON in it. */
export const kubeObject: fc.Arbitrary<KubeObject> = fc.record({
  apiVersion: fc.constant('example.com/v1'),
  kind: fc.constant('Anything'),
  metadata: fc.record({
    name: fc.constant('name'),
    annotations: fc.dictionary(
      text.filter((key) => key !== ''),
      text,
    ),
  }),
  spec: jsonObject,
  list: fc.array(value),
});
