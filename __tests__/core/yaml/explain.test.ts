import { parseYaml } from '../../../lib/core/yaml';

test.each([
  ['a key that is given twice', 'a: 1\na: 2\n', 'remove one of the two'],
  ['a tab', 'a:\n\tb: 1\n', 'indent with spaces'],
  ['a number that would lose digits', 'a: 9007199254740993\n', 'put it in quotes'],
  ['a key that is null', '~: a\n', 'put the key in quotes'],
  ['what is left of a template', 'a: {{ x }}\n', "render what is left of a template, such as '{{ x }}'"],
  ['an alias inside of what it stands for', 'a: &a [*a]\n', 'write out'],
  ['a tag', 'a: !vault b\n', 'remove the tag'],
  ['a line separator', 'a: x\u2028y\n', 'write it as an escape'],
  ['a directive', '%YAML 1.2\n---\na: 1\n', "remove the line that begins with '%'"],
  ['anything else', 'a: b: c\n', 'correct it there'],
])('the fix for %s says what to do', (_title, text, fix) => {
  expect(parseYaml(text, 'file').problems.map((problem) => problem.fix)).toEqual([expect.stringContaining(fix)]);
});
