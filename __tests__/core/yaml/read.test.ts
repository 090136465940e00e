import { parseYaml } from '../../../lib/core/yaml';
import { describeWith } from '../../tools/kubectl-layer';
import { readWithKubectl } from './readers';

const values = (text: string) => parseYaml(text, 'stages.yaml').documents.map(({ value }) => value);
const messages = (text: string) => parseYaml(text, 'stages.yaml').problems.map(({ message }) => message);

test('every document is read, with the line on which its content begins', () => {
  expect(parseYaml('# head\na: 1\n---\n# comment\n\nb: 2\n--- {c: 3}\n---\n&x\nd: 4\n', 'stages.yaml')).toEqual({
    documents: [
      { value: { a: 1 }, line: 2 },
      { value: { b: 2 }, line: 6 },
      { value: { c: 3 }, line: 7 },
      { value: { d: 4 }, line: 9 },
    ],
    problems: [],
  });
});

test('empty documents, comments alone and null do not count', () => {
  expect(parseYaml('---\n---\n# Source: x\n---\n~\n---\nnull\n...\n---\n', 'stages.yaml')).toEqual({
    documents: [],
    problems: [],
  });
  expect(values('')).toEqual([]);
});

test('a document that does not parse is a problem, and the others are read', () => {
  expect(parseYaml('a: 1\n---\nb: [\n---\nc: d: e\n---\nf: 1\n', 'stages.yaml')).toEqual({
    documents: [
      { value: { a: 1 }, line: 1 },
      { value: { f: 1 }, line: 7 },
    ],
    problems: [
      expect.objectContaining({
        severity: 'error',
        id: 'yaml-invalid',
        line: 3,
        message: expect.stringContaining('line 3 of stages.yaml is not valid YAML: unexpected end'),
      }),
      expect.objectContaining({ id: 'yaml-invalid', line: 5 }),
    ],
  });
});

test('what follows the end of a document is not lost', () => {
  expect(parseYaml('a: 1\n...\nb: 2\n', 'stages.yaml').documents).toEqual([
    { value: { a: 1 }, line: 1 },
    { value: { b: 2 }, line: 3 },
  ]);
});

test('a byte order mark, also in front of a later document, is no content', () => {
  expect(values('\ufeffa: 1\n\ufeff---\nb: 2\n')).toEqual([{ a: 1 }, { b: 2 }]);
});

test.each([
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('lines may end in %s', (_name, end) => {
  const text = ['---', 'a: |', '  x', '  y', '---', 'b: 2', ''].join(end);
  expect(parseYaml(text, 'stages.yaml').documents).toEqual([
    { value: { a: 'x\ny\n' }, line: 2 },
    { value: { b: 2 }, line: 6 },
  ]);
});

test('--- inside of a block or a line is text', () => {
  expect(values('a: |\n  x\n  ---\n  y\nb: --- c\n')).toEqual([{ a: 'x\n---\ny\n', b: '--- c' }]);
});

test('merge keys are merged: what a mapping says itself comes first', () => {
  expect(values('base: &base {p: 1, q: 2}\nmore: &more {q: 3, r: 4}\nall:\n  <<: [*base, *more]\n  p: 0\n')).toEqual([
    { base: { p: 1, q: 2 }, more: { q: 3, r: 4 }, all: { p: 0, q: 2, r: 4 } },
  ]);
});

test('a key in quotes is no merge key', () => {
  expect(values("'<<': {a: 1}\n")).toEqual([{ '<<': { a: 1 } }]);
});

test('a key __proto__ is a key like any other', () => {
  expect(JSON.stringify(values('__proto__: {a: 1}\n'))).toBe('[{"__proto__":{"a":1}}]');
});

test.each([
  [
    'a key that is given twice',
    'a:\n  image: 1\n  image: 2\n',
    "line 3 of stages.yaml is not valid YAML: the key 'image' is given twice",
  ],
  [
    'a quoted key that is given twice',
    '\'x y\': 1\n"x y": 2\n',
    "line 2 of stages.yaml is not valid YAML: the key 'x y' is given twice",
  ],
  ['a tab as indentation', 'a:\n\tb: 1\n', 'line 2 of stages.yaml is not valid YAML: tab characters'],
  [
    'a number that would lose digits',
    'a: 9007199254740993\n',
    'line 1 of stages.yaml is not valid YAML: a number beyond 9007199254740991',
  ],
  ['such a number in a list', '- 1\n- 1e30\n', 'a number beyond 9007199254740991'],
  ['infinity', 'a: .inf\n', 'infinity and NaN are not JSON numbers'],
  ['NaN', 'a: [.nan]\n', 'infinity and NaN are not JSON numbers'],
  ['a key that is a fraction', '1.10: a\n', 'a key is a number that kubectl may round'],
  ['a key that may have had an exponent', '1000000: a\n', 'a key is a number that kubectl may round'],
  ['a key that is null', '~: a\n', 'a key is null, expected text'],
  ['what is left of a template', 'a: {{ x }}\n', 'a key is a mapping or a list, expected text'],
  ['an alias inside of what it stands for', 'a: &a [*a]\n', 'an alias stands inside of the value that it stands for'],
  ['an alias of nothing', 'a: *b\n', 'unidentified alias "b"'],
  ['a tag that kubectl ignores', 'a: !vault b\n', 'unknown scalar tag !<!vault>'],
  [
    'a line separator',
    'a: 1\nb: x\u2028y\n',
    'line 2 of stages.yaml is not valid YAML: the character U+2028 ends a line for some',
  ],
  ['a next line', 'a: x\u0085y\n', 'the character U+0085 ends a line for some readers only'],
  ['a control character', 'a: x\x07y\n', 'non-printable'],
  ['a null byte', 'a: x\0y\n', 'null byte'],
  ['a directive', '%YAML 1.2\n---\na: 1\n', 'kubectl takes no directives'],
  ['a value that begins with a special character', 'a: @b\n', 'line 1 of stages.yaml is not valid YAML'],
  ['too many levels', `a: ${'['.repeat(200)}`, 'nesting'],
])('refuses %s', (_title, text, message) => {
  expect(messages(text)).toEqual([expect.stringContaining(message)]);
});

test('no message contains a value', () => {
  const text = 'password: hunter2 hunter2: hunter2\n---\npassword: hunter2\npassword: hunter2\n---\na: "hunter2\n';
  expect(messages(text)).toHaveLength(3);
  expect(JSON.stringify(parseYaml(text, 'stages.yaml').problems)).not.toContain('hunter2');
});

test('20,000 documents of one file are read', () => {
  const text = '---\nmetadata:\n  name: x\nspec:\n  list: [a, b]\n'.repeat(20_000);
  expect(parseYaml(text, 'stages.yaml').documents).toHaveLength(20_000);
});

// Each is the value of a key that is indented by two spaces.
const FORMS = [
  '|\n    a\n     b\n\n    c\n\n',
  '|-\n    a\n\n',
  '|+\n    a\n\n',
  '|2\n     a\n    b\n',
  '>\n    a\n    b\n\n    c\n      d\n    e\n',
  '>-\n\n    a\n    b\n',
  '|\n    a\t\n    \tb \n  # comment\n',
  'a\n    b\n\n    c\n',
  "'it''s\n    b\n\n    c'\n",
  '"a\\\n    b\\tc\\x41\\u00e9\\U0001F600\n    d"\n',
  '[a, "b", {c: d, e: [f]}, g: h,]\n',
  '{a: 1, "b": [2], c}\n',
  '\n    - a\n    - - b\n      - c: 1\n        d: 2\n    -\n      e: 3\n',
  '\n    ? a\n    : b\n    ? |\n      c\n    : - d\n',
  '\n    base: &base {p: 1, q: 2}\n    <<: {r: 3}\n    over:\n      <<: *base\n      q: 3\n    list: [*base, *base]\n',
  '! 12 # a tag that says: text\n',
  '!!str 012\n',
  'a#b # comment\n',
  'http://x:80/?a=b&c,[d]\n',
  "don't\n",
  '-1\n',
  '--- x\n',
];

describeWith('kubectl', 'kubectl', (kubectl) => {
  const file = (form: string) => `apiVersion: v1\nkind: Anything\nmetadata: {name: name}\nspec:\n  value: ${form}`;

  test('reads blocks, quotes, flow, aliases and merges as we do', () => {
    const texts = FORMS.map(file);
    expect(texts.flatMap(values)).toEqual(readWithKubectl(kubectl, texts));
  });
});
