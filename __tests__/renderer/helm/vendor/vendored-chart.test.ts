import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { HelmRenderer } from '../../../../lib/renderer/helm';
import { lockText } from '../../../../lib/renderer/helm/vendor/lock';
import { chartWith, MINI, packedChart, temporaryFolder } from '../../../tools/charts';
import { describeWith } from '../../../tools/kubectl-layer';
import { problemsOf } from '../../../tools/problems';

const REQUEST = { releaseName: 'kargo', namespace: 'kargo', values: { api: { secret: { name: 'kargo-admin' } } } };
const SOURCE = 'oci://ghcr.io/akuity/kargo-charts/kargo';
const GOOD = packedChart();

/** A folder with a chart that is pinned with the digest of some content, and that has, perhaps, another content. */
function pinned(chart: Uint8Array, source = SOURCE, locked: Uint8Array = chart): string {
  const folder = temporaryFolder();
  const sha256 = createHash('sha256').update(locked).digest('hex');
  writeFileSync(join(folder, 'kargo-1.11.2.tgz'), chart);
  writeFileSync(join(folder, 'lock.yaml'), lockText([{ version: '1.11.2', source, sha256 }]));
  return folder;
}

const problems = (folder: string, version = '1.11.2') =>
  problemsOf(() => HelmRenderer.vendored(version, { folder, helm: '/no/such/helm' }).render(REQUEST));

describeWith('helm', 'a pinned chart', (helm) => {
  test('renders as the same chart by path does', () => {
    const byPath = new HelmRenderer({ chart: MINI, helm }).render(REQUEST);
    expect(HelmRenderer.vendored('1.11.2', { folder: pinned(GOOD), helm }).render(REQUEST)).toEqual(byPath);
  });
});

test('the version is known without helm', () => {
  expect(HelmRenderer.vendored('1.11.2', { folder: pinned(GOOD), helm: '/no/such/helm' }).version).toBe('1.11.2');
});

test("the folder is 'charts' of the working directory unless another is given", () => {
  const [problem] = problemsOf(() => HelmRenderer.vendored('0.0.1').render(REQUEST));
  expect(problem).toEqual({
    severity: 'error',
    id: 'chart-missing',
    message: "kargo 0.0.1 is not there: no file 'charts/kargo-0.0.1.tgz'",
    fix: 'run `npx cdk8s-kargo chart pull 0.0.1`',
  });
});

test('is compared with the lock once in a run, over several renderers', () => {
  const folder = pinned(GOOD);
  expect(HelmRenderer.vendored('1.11.2', { folder }).version).toBe('1.11.2');
  rmSync(join(folder, 'lock.yaml'));
  expect(HelmRenderer.vendored('1.11.2', { folder }).version).toBe('1.11.2');
});

test('nothing is read, and nothing fails, before it is asked for something', () => {
  expect(() => HelmRenderer.vendored('no version', { folder: '/no/such/folder' })).not.toThrow();
});

test('a chart by path needs no lock', () => {
  const chart = join(pinned(GOOD), 'kargo-1.11.2.tgz');
  const elsewhere = join(temporaryFolder(), 'any.tgz');
  copyFileSync(chart, elsewhere);
  expect(new HelmRenderer({ chart: elsewhere }).version).toBe('1.11.2');
});

test('fails when the chart has no entry in the lock, and says which command makes one', () => {
  const folder = pinned(GOOD);
  writeFileSync(join(folder, 'lock.yaml'), lockText([]));
  expect(problems(folder)).toEqual([
    {
      severity: 'error',
      id: 'chart-unlocked',
      message: `the chart '${folder}/kargo-1.11.2.tgz' has no entry in ${folder}/lock.yaml`,
      fix: `run \`npx cdk8s-kargo chart pull 1.11.2 --folder ${folder}\`, which compares it with the published one and pins it`,
    },
  ]);
});

test('fails when there is no lock', () => {
  const folder = pinned(GOOD);
  rmSync(join(folder, 'lock.yaml'));
  expect(problems(folder)).toMatchObject([{ id: 'chart-unlocked' }]);
});

test('fails when the chart was altered, with both digests and the command that puts it back', () => {
  const altered = packedChart(chartWith({ 'templates/mine.yaml': '' }));
  const folder = pinned(altered, 'https://charts.example.com', GOOD);
  const [problem, ...others] = problems(folder);
  expect(others).toEqual([]);
  expect(problem?.id).toBe('chart-digest');
  for (const content of [altered, GOOD]) {
    expect(problem?.message).toContain(createHash('sha256').update(content).digest('hex'));
  }
  expect(problem?.fix).toContain(
    `\`npx cdk8s-kargo chart pull 1.11.2 --from https://charts.example.com --folder ${folder}\``,
  );
});

test.each([0, 1, 0.5])('fails when only %p of the chart is there', (share) => {
  const cut = GOOD.subarray(0, share === 1 ? GOOD.length - 1 : Math.floor(GOOD.length * share));
  expect(problems(pinned(cut, SOURCE, GOOD))).toMatchObject([{ id: 'chart-digest' }]);
});

test('fails when the lock has the chart, but the folder does not', () => {
  const folder = pinned(GOOD);
  rmSync(join(folder, 'kargo-1.11.2.tgz'));
  const [problem] = problems(folder);
  expect(problem).toMatchObject({ id: 'chart-missing' });
  expect(problem?.message).toContain(`although ${folder}/lock.yaml has it`);
  expect(problem?.fix).toBe(`run \`npx cdk8s-kargo chart pull 1.11.2 --folder ${folder}\``);
});

test('fails when the chart is a folder', () => {
  const folder = pinned(GOOD);
  rmSync(join(folder, 'kargo-1.11.2.tgz'));
  mkdirSync(join(folder, 'kargo-1.11.2.tgz'));
  expect(problems(folder)).toMatchObject([{ id: 'chart-missing', message: expect.stringContaining('EISDIR') }]);
});

test('fails when the lock is not one', () => {
  const folder = pinned(GOOD);
  writeFileSync(join(folder, 'lock.yaml'), 'charts: [');
  expect(problems(folder)).toMatchObject([{ id: 'lock-invalid' }]);
});

test('fails when the version is written with a v', () => {
  expect(problems(pinned(GOOD), 'v1.11.2')).toMatchObject([{ id: 'chart-version', fix: "write '1.11.2'" }]);
});

test.each([
  ['another chart', packedChart(chartWith({ 'Chart.yaml': 'name: nginx\nversion: 1.11.2\n' })), 'chart-not-kargo'],
  ['another version', packedChart(chartWith({ 'Chart.yaml': 'name: kargo\nversion: 1.10.10\n' })), 'chart-version'],
  ['no chart', gzipSync('text'), 'chart-invalid'],
])('fails when %s was pinned by hand', (_, chart, id) => {
  expect(problems(pinned(chart))).toMatchObject([{ id }]);
});
