import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import type { JsonObject } from '../../../lib/core/kube-object';
import { parseYaml, toYaml } from '../../../lib/core/yaml';
import { jsonObject } from './arbitraries';
import { canonical } from './readers';

const stage = {
  spec: { shard: 'dev-shard', steps: [{ config: { path: './out' }, as: 'commit', uses: 'git-commit' }] },
  metadata: { labels: { b: 'x', a: '1.11.2' }, namespace: 'apps', name: 'nginx-dev' },
  kind: 'Stage',
  apiVersion: 'kargo.akuity.io/v1alpha1',
};

test('a document begins with ---, says what it is first, and has its other keys sorted', () => {
  expect(toYaml(stage)).toBe(`---
apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata:
  name: nginx-dev
  namespace: apps
  labels:
    a: "1.11.2"
    b: x
spec:
  shard: dev-shard
  steps:
    - uses: git-commit
      as: commit
      config:
        path: ./out
`);
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(reversed);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, member]) => [key, reversed(member)]),
      )
    : value;
}

test('equal objects give equal bytes, whatever order their keys were set in', () => {
  fc.assert(
    fc.property(jsonObject, (object) => {
      expect(toYaml(reversed(object) as JsonObject)).toBe(toYaml(object));
    }),
  );
});

const written = (value: unknown): string => toYaml({ v: value } as JsonObject).slice('---\nv: '.length, -1);

test.each([
  'nginx:1.27',
  'https://example.com/a?b=c&d#e',
  '100m',
  '256Mi',
  '30s',
  '10.0.0.0/8',
  '--log-level=info',
  './out',
  '^v1\\.',
  '/etc/x',
  'v1.11.2',
  'a, b {c} [d]',
  `say "it's"`,
  'Größe 漢字',
  '${{ vars.gitRepo }}',
])('ordinary text stays as it is: %s', (text) => {
  expect(written(text)).toBe(text);
});

test.each([
  ['', '""'],
  ['true', '"true"'],
  ['0644', '"0644"'],
  ['1.10', '"1.10"'],
  ['2024-01-01', '"2024-01-01"'],
  ['a: b', '"a: b"'],
  ['*', '"*"'],
  ['{"a": 1}', `'{"a": 1}'`],
  ['@"it\'s"', `'@"it''s"'`],
  ['@\\', "'@\\'"],
  ['a\tb', '"a\\tb"'],
  ['a\u2028', '"a\\L"'],
  ['a\r\nb', '"a\\r\\nb"'],
])('text that could be taken for something else is quoted: %j', (text, expected) => {
  expect(written(text)).toBe(expected);
});

test('several ordinary lines are a block', () => {
  expect(written('if true\n\techo "x: y" # z\n\nend\n')).toBe('|\n  if true\n  \techo "x: y" # z\n\n  end');
  expect(written('a\n---')).toBe('|-\n  a\n  ---');
});

test('lines with white space that an editor would lose are quoted', () => {
  expect(written('a \nb')).toBe('"a \\nb"');
  expect(written('a\nb\n\n')).toBe('"a\\nb\\n\\n"');
});

test('long text is not folded', () => {
  expect(written('word '.repeat(100).trim())).toBe('word '.repeat(100).trim());
});

test('one value in two places is written twice', () => {
  const shared = { a: [1] };
  expect(toYaml({ v: shared, w: shared })).toBe('---\nv:\n  a:\n    - 1\nw:\n  a:\n    - 1\n');
});

test('empty mappings and lists are written as such', () => {
  expect(toYaml({ a: {}, b: [], c: [{}] })).toBe('---\na: {}\nb: []\nc:\n  - {}\n');
  expect(toYaml({})).toBe('---\n{}\n');
});

test('plain objects of another sandbox and without a prototype are plain data', () => {
  expect(toYaml(runInNewContext('({ a: [{ b: 1 }] })') as JsonObject)).toBe('---\na:\n  - b: 1\n');
  expect(toYaml(Object.assign(Object.create(null), { a: 1 }) as JsonObject)).toBe('---\na: 1\n');
});

const DEEPEST = 99;

function nested(levels: number): JsonObject {
  return levels === 0 ? {} : { a: nested(levels - 1) };
}

test('what is nested as deep as can be written can be read', () => {
  expect(canonical(parseYaml(toYaml(nested(DEEPEST)), 'file').documents[0]?.value)).toBe(canonical(nested(DEEPEST)));
  expect(() => toYaml(nested(DEEPEST + 1))).toThrow('nested too deep, expected at most');
});

test('members that are undefined are left out', () => {
  expect(toYaml({ a: undefined, b: { c: undefined } } as unknown as JsonObject)).toBe('---\nb: {}\n');
});

test('numbers are written so that readers of YAML 1.1 take them for numbers, too', () => {
  expect(written(1e-7)).toBe('1.0e-7');
  expect(written(-2.5e-9)).toBe('-2.5e-9');
  expect(written(Number.MAX_SAFE_INTEGER)).toBe('9007199254740991');
});

class Point {
  readonly x = 1;
}

const itself: { [key: string]: unknown } = {};
itself['a'] = itself;

test.each([
  ['NaN', Number.NaN, "'spec.list[1]'", 'got NaN, expected a finite number'],
  ['infinity', Number.NEGATIVE_INFINITY, "'spec.list[1]'", 'got -Infinity'],
  ['minus zero', -0, "'spec.list[1]'", 'got -0'],
  ['an integer beyond 2^53', 2 ** 53, "'spec.list[1]'", 'got 9007199254740992'],
  ['undefined in a list', undefined, "'spec.list[1]'", 'got undefined, expected a JSON value'],
  ['a function', () => 1, "'spec.list[1]'", 'got a function'],
  ['a bigint', 1n, "'spec.list[1]'", 'got a bigint'],
  ['a Date', new Date(0), "'spec.list[1]'", 'got an instance of Date, expected plain data'],
  ['an instance of a class', new Point(), "'spec.list[1]'", 'got an instance of Point'],
  ['half of a surrogate pair', { a: '\ud800' }, "'spec.list[1].a'", 'half of a surrogate pair'],
  ['half of a surrogate pair in a key', { '\udc00': 1 }, "'spec.list[1]'", 'half of a surrogate pair'],
  ['an object that contains itself', itself, "'spec.list[1].a.a", 'nested too deep'],
])('refuses %s, naming the object and the path', (_title, value, place, complaint) => {
  const object = { ...stage, spec: { list: [0, value] } };
  const attempt = () => toYaml(object);
  expect(attempt).toThrow(TypeError);
  expect(attempt).toThrow(place);
  expect(attempt).toThrow('of Stage apps/nginx-dev as YAML');
  expect(attempt).toThrow(complaint);
});

test('refuses a hole in a list', () => {
  expect(() => toYaml({ a: new Array(1) })).toThrow("'a[0]'");
});

test('2,000 Stages are written in less than a second of processor time', () => {
  const steps = Array.from({ length: 8 }, (_, index) => ({
    uses: 'git-clone',
    as: `step-${index}`,
    config: { repoURL: 'https://github.com/example/repo.git', checkout: [{ branch: 'main', path: './src' }] },
  }));
  const stages = Array.from({ length: 2_000 }, (_, index) => ({
    ...stage,
    metadata: { ...stage.metadata, name: `nginx-${index}` },
    spec: { promotionTemplate: { spec: { steps } } },
  }));
  const start = process.cpuUsage();
  for (const each of stages) {
    toYaml(each);
  }
  expect(process.cpuUsage(start).user).toBeLessThan(1_000_000);
});
