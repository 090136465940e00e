import { compareDefaults, parseDefaults, readDefaults } from '../../scripts/release/values';

test('values that are new, gone, and of another default are told', () => {
  const old = new Map<string, string | number | undefined>([
    ['api.host', 'localhost'],
    ['api.old', undefined],
    ['api.replicas', 1],
  ]);
  const now = new Map<string, string | number | undefined>([
    ['api.host', 'localhost'],
    ['api.id', undefined],
    ['api.name', 'x'],
    ['api.replicas', 2],
  ]);
  expect(compareDefaults(old, now)).toEqual([
    { change: 'new', path: 'api.id' },
    { change: 'new', path: 'api.name', new: 'x' },
    { change: 'gone', path: 'api.old' },
    { change: 'changed', path: 'api.replicas', old: 1, new: 2 },
  ]);
});

test('a default that was unset is told as changed without an old one', () => {
  expect(compareDefaults(new Map([['a', undefined]]), new Map([['a', 1]]))).toEqual([
    { change: 'changed', path: 'a', new: 1 },
  ]);
});

test('unset and null are no difference, nor is the order of keys', () => {
  const old = new Map<string, null | undefined | { [key: string]: number }>([
    ['a', undefined],
    ['b', { x: 1, y: 2 }],
  ]);
  const now = new Map<string, null | undefined | { [key: string]: number }>([
    ['a', null],
    ['b', { y: 2, x: 1 }],
  ]);
  expect(compareDefaults(old, now)).toEqual([]);
});

test('values.tsv gives defaults as JSON, and what is unset', () => {
  const text = 'path\tdefault\na\t"unset"\nb\tunset\nc.d\t[{"x":1}]\n';
  expect([...parseDefaults(text, 'values.tsv')]).toEqual([
    ['a', 'unset'],
    ['b', undefined],
    ['c.d', [{ x: 1 }]],
  ]);
});

test.each(['a localhost', 'a\tlocalhost', 'a\t'])(
  'fails when a line of values.tsv is %j, and names the line',
  (line) => {
    expect(() => parseDefaults(`path\tdefault\nb\t1\n${line}\n`, 'values.tsv')).toThrow(
      `line 3 of values.tsv is '${line}'`,
    );
  },
);

test('a values.yaml gives its leaves, and what only its comments name as unset', () => {
  const text = [
    'api:',
    '  ## @param api.host A name',
    '  host: localhost',
    '  ## @param api.id [nullable] Has no default',
    '  # id:',
    '  ## @param api.probe [object] Merged',
    '  probe: {failureThreshold: 30}',
    '  labels: {}',
  ].join('\n');
  expect([...readDefaults(text, 'values.yaml')].sort()).toEqual([
    ['api.host', 'localhost'],
    ['api.id', undefined],
    ['api.labels', {}],
    ['api.probe.failureThreshold', 30],
  ]);
});

test('fails when a values.yaml does not parse', () => {
  expect(() => readDefaults('a: [', 'values.yaml')).toThrow(/^line \d of values.yaml is not valid YAML/);
});
