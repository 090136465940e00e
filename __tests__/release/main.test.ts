import { main } from '../../scripts/release/main';
import { temporaryFolder } from '../tools/charts';
import { describeWith } from '../tools/kubectl-layer';
import { chartOf, configMap, crd, dataFolder } from './fixtures';

afterEach(() => {
  jest.restoreAllMocks();
});

function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const status = main(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { status, out: out.join('\n'), err: err.join('\n') };
}

const OLD = {
  'values.tsv': 'path\tdefault\napi.host\t"localhost"\napi.old\tunset\n',
  'crds/warehouses.json': crd({ properties: { spec: { properties: { interval: { type: 'string' } } } } }),
  'steps/git-clone-config.json': { properties: { url: { type: 'string' } } },
};
const NEW = {
  'values.tsv': 'path\tdefault\napi.host\t"example.com"\ncontroller.id\tunset\n',
  'crds/warehouses.json': crd({
    properties: {
      spec: { properties: { interval: { type: 'string', default: '5m0s' }, shard: { properties: { name: {} } } } },
    },
  }),
  'renders/cp-seed.json': [configMap('1.11.2', { HOST: 'example.com' }), configMap('1.11.2', {}, 'kargo-more')],
  'renders/cp-more.json': [configMap('1.11.2', {})],
  'steps/git-clone-config.json': { properties: { url: { type: 'string' }, depth: { type: 'integer' } } },
};

test('prints every kind of difference as text', () => {
  const { status, out, err } = run(dataFolder('1.10.10', OLD), dataFolder('1.11.2', NEW));
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toMatchInlineSnapshot(`
"Kargo 1.10.10 -> 1.11.2   (+ new, - gone, ~ changed)

values: 1 new, 1 gone, 1 changed
  ~ api.host: "localhost" -> "example.com"
  - api.old: unset
  + controller.id: unset

objects of case cp-seed: 1 new, 0 gone, 1 changed
  ~ ConfigMap kargo/kargo-api
      ~ data.HOST: "localhost" -> "example.com"
  + ConfigMap kargo/kargo-more

CRD fields: 1 new, 0 gone, 1 changed

Warehouse v1alpha1: 1 new, 0 gone, 1 changed
  ~ spec.interval
      + default: "5m0s"
  + spec.shard (and 1 below): {}

step fields: 1 new, 0 gone, 0 changed

git-clone: 1 new, 0 gone, 0 changed
  + depth: {"type":"integer"}

notes
  subscriptions not compared: no schemas of them in either of them
  cases only of the new one, 1.11.2, not compared: cp-more"
`);
});

test('prints the same as JSON', () => {
  const { status, out } = run(dataFolder('1.10.10', OLD), dataFolder('1.11.2', NEW), '--format', 'json');
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    versions: { old: '1.10.10', new: '1.11.2' },
    values: [
      { change: 'changed', path: 'api.host', old: 'localhost', new: 'example.com' },
      { change: 'gone', path: 'api.old' },
      { change: 'new', path: 'controller.id' },
    ],
    objects: { 'cp-seed': [{ change: 'changed' }, { change: 'new', new: { kind: 'ConfigMap' } }] },
    crds: { 'Warehouse v1alpha1': [{ path: 'spec.interval' }, { path: 'spec.shard' }] },
    steps: { 'git-clone': [{ change: 'new', path: 'depth' }] },
    notes: [expect.stringMatching('^subscriptions not compared'), expect.stringMatching('cp-more$')],
  });
});

test('a release does not differ from itself', () => {
  const folder = dataFolder('1.11.2', NEW);
  const { status, out } = run(folder, folder, '--format', 'json');
  expect(status).toBe(0);
  expect(JSON.parse(out)).toEqual({
    versions: { old: '1.11.2', new: '1.11.2' },
    values: [],
    objects: { 'cp-seed': [], 'cp-more': [] },
    crds: {},
    steps: {},
    notes: ['subscriptions not compared: no schemas of them in either of them'],
  });
});

test('a value that is too long for a line is cut in the text and whole in the JSON', () => {
  const long = 'x'.repeat(1000);
  const paths = [
    dataFolder('1.10.10'),
    dataFolder('1.11.2', { 'renders/cp-seed.json': [configMap('1.11.2', { HOST: long })] }),
  ];
  expect(run(...paths).out).toContain(`${'x'.repeat(200)}`);
  expect(run(...paths).out).not.toContain(long);
  expect(run(...paths, '--format', 'json').out).toContain(long);
});

test('fails with one line when a side cannot be read', () => {
  const none = run('/no/such/folder', dataFolder('1.11.2'));
  expect(none).toMatchObject({ status: 1, out: '' });
  expect(none.err).toMatch(/^release: no file or folder '\/no\/such\/folder': give .*$/);
  const bare = run(dataFolder('1.10.10'), dataFolder('1.11.2', { 'renders/cp-seed.json': null }));
  expect(bare).toMatchObject({ status: 1, out: '' });
  expect(bare.err).toMatch(/^release: '.*1.11.2' has no renders: .*$/);
  const foreign = run(dataFolder('1.10.10'), chartOf('1.11.2', { 'Chart.yaml': 'name: nginx\nversion: 1.0.0\n' }));
  expect(foreign).toMatchObject({ status: 1, out: '' });
  expect(foreign.err).toMatch(/^release: the chart .* is not Kargo's: .*$/);
  expect(run(temporaryFolder(), temporaryFolder()).err).toMatch(
    /^release: .* has neither a Chart.yaml nor a values.tsv/,
  );
});

test('fails with one line when the operating system refuses a path', () => {
  expect(run('x'.repeat(5000), dataFolder('1.11.2'))).toMatchObject({
    status: 1,
    err: expect.stringMatching(/^release: ENAMETOOLONG/),
  });
});

test('fails when no case is rendered by both sides, and says which there are', () => {
  const other = dataFolder('1.11.2', { 'renders/cp-seed.json': null, 'renders/x.json': [configMap('1.11.2', {})] });
  const { status, err } = run(dataFolder('1.10.10'), other);
  expect(status).toBe(1);
  expect(err).toMatch(
    /^release: no case is rendered by both sides: .*1\.10\.10, not compared: cp-seed; .*compared: x$/,
  );
});

test.each([
  [[], 'got 0 paths, expected two'],
  [['a'], 'got 1 paths, expected two'],
  [['a', 'b', 'c'], 'got 3 paths, expected two'],
  [['a', 'b', '--format', 'yaml'], "--format is 'yaml', expected 'text' or 'json'"],
  [['a', 'b', '--fromat', 'json'], "Unknown option '--fromat'"],
])('fails with status 2 and the usage when the command line is %j', (args, message) => {
  const { status, err } = run(...args);
  expect(status).toBe(2);
  expect(err).toContain(message);
  expect(err).toContain('usage: npm run release -- OLD NEW');
});

test('tells its usage when asked', () => {
  expect(run('--help')).toEqual({
    status: 0,
    out: 'usage: npm run release -- OLD NEW [--format text|json]',
    err: '',
  });
});

describeWith('helm', 'charts as sides', (helm) => {
  beforeEach(() => {
    jest.replaceProperty(process, 'env', { ...process.env, HELM: helm });
  });

  test('two charts are rendered with the built-in cases and compared', () => {
    const more = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: more, namespace: kargo}\n';
    const { status, out } = run(
      chartOf('1.11.2'),
      chartOf('1.12.0', { 'templates/more.yaml': more }),
      '--format',
      'json',
    );
    const { objects, values } = JSON.parse(out);
    expect(status).toBe(0);
    expect(values).toEqual([]);
    expect(Object.keys(objects)).toContain('cp-metrics');
    for (const differences of Object.values(objects)) {
      expect(differences).toMatchObject([{ change: 'new', path: 'ConfigMap kargo/more' }]);
    }
  });

  test('a chart is compared with a folder of data in the cases that the folder has', () => {
    const { status, out } = run(dataFolder('1.11.2'), chartOf('1.12.0'), '--format', 'json');
    expect(status).toBe(0);
    expect(Object.keys(JSON.parse(out).objects)).toEqual(['cp-seed']);
  });
});
