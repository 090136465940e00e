import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { HelmRenderer } from '../../../../lib/renderer/helm';
import { sha256Of } from '../../../../lib/renderer/helm/vendor/digest';
import { lockText, readLock } from '../../../../lib/renderer/helm/vendor/lock';
import { type PullRequest, pullChart } from '../../../../lib/renderer/helm/vendor/pull';
import { readFolder } from '../../../tools/app';
import { chartWith, packedChart, script, temporaryFolder } from '../../../tools/charts';
import { fakeHelm, givingHelm } from '../../../tools/fake-helm';
import { problemsOfPromise } from '../../../tools/problems';

const SOURCE = 'oci://ghcr.io/akuity/kargo-charts/kargo';
const CHART = packedChart();
const OTHER = packedChart(chartWith({ 'templates/other.yaml': '' }));
const HELM = givingHelm(CHART);

let stderr: jest.SpyInstance;
beforeEach(() => {
  stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => stderr.mockRestore());

const pull = (folder: string, more: Partial<PullRequest> = {}) =>
  pullChart({ version: '1.11.2', from: SOURCE, folder, helm: HELM, plainHttp: false, force: false, ...more });

/** A folder into which the chart was pulled. */
async function pulled(): Promise<string> {
  const folder = temporaryFolder();
  await pull(folder);
  return folder;
}

test('pins the chart: the file, and version, source and sha256 in the lock', async () => {
  const folder = temporaryFolder();
  const sha256 = sha256Of(CHART);
  const path = join(folder, 'kargo-1.11.2.tgz');
  expect(await pull(folder)).toEqual({ version: '1.11.2', source: SOURCE, sha256, path, outcome: 'pinned' });
  expect(readFileSync(path)).toEqual(CHART);
  expect(readLock(folder)).toEqual([{ version: '1.11.2', source: SOURCE, sha256 }]);
  expect(HelmRenderer.vendored('1.11.2', { folder }).version).toBe('1.11.2');
});

test('leaves nothing in the folder but the chart and the lock, and makes the folder', async () => {
  const folder = join(temporaryFolder(), 'deep', 'charts');
  await pull(folder);
  expect(Object.keys(readFolder(folder))).toEqual(['kargo-1.11.2.tgz', 'lock.yaml']);
});

test('passes on what helm says', async () => {
  await pulled();
  expect(stderr).toHaveBeenCalledWith('helm: Pulled: somewhere/kargo:1.11.2\n');
});

test('keeps the other charts of the lock', async () => {
  const folder = await pulled();
  const older = packedChart(chartWith({ 'Chart.yaml': 'name: kargo\nversion: 1.10.10\n' }));
  await pull(folder, { version: '1.10.10', helm: givingHelm(older) });
  expect(readLock(folder).map(({ version }) => version)).toEqual(['1.10.10', '1.11.2']);
});

test('a second pull of the same changes nothing, and says so', async () => {
  const folder = await pulled();
  const before = readFolder(folder);
  expect(await pull(folder, { from: 'https://mirror.example.com' })).toMatchObject({
    outcome: 'unchanged',
    source: SOURCE,
  });
  expect(readFolder(folder)).toEqual(before);
});

test.each([
  ['is missing', (path: string) => rmSync(path)],
  ['was altered', (path: string) => writeFileSync(path, 'half')],
])('puts the pinned chart back when it %s', async (_, damage) => {
  const folder = await pulled();
  const before = readFolder(folder);
  damage(join(folder, 'kargo-1.11.2.tgz'));
  expect(await pull(folder)).toMatchObject({ outcome: 'restored' });
  expect(readFolder(folder)).toEqual(before);
});

test('pins a chart that was there without a lock when it is the published one', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'kargo-1.11.2.tgz'), CHART);
  expect(await pull(folder)).toMatchObject({ outcome: 'pinned' });
});

test('refuses a chart that is not the one that was pinned, and changes nothing', async () => {
  const folder = await pulled();
  const before = readFolder(folder);
  const [problem] = await problemsOfPromise(pull(folder, { helm: givingHelm(OTHER) }));
  expect(problem).toMatchObject({ severity: 'error', id: 'chart-digest' });
  expect(problem?.message).toContain(
    `has sha256 ${sha256Of(OTHER)}, expected ${sha256Of(CHART)} as ${folder}/lock.yaml`,
  );
  expect(problem?.fix).toContain(`\`npx cdk8s-kargo chart pull 1.11.2 --folder ${folder} --force\``);
  expect(readFolder(folder)).toEqual(before);
});

test('refuses to overwrite another chart that was there without a lock', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'kargo-1.11.2.tgz'), 'precious');
  expect(await problemsOfPromise(pull(folder))).toMatchObject([
    { id: 'chart-digest', message: expect.stringContaining('which is not in the lock') },
  ]);
  expect(readFolder(folder)).toEqual({ 'kargo-1.11.2.tgz': 'precious' });
});

test('replaces both by force, and records the new source', async () => {
  const folder = await pulled();
  const from = 'https://mirror.example.com';
  expect(await pull(folder, { from, helm: givingHelm(OTHER), force: true })).toMatchObject({ outcome: 'replaced' });
  expect(readLock(folder)).toEqual([{ version: '1.11.2', source: from, sha256: sha256Of(OTHER) }]);
  expect(readFileSync(join(folder, 'kargo-1.11.2.tgz'))).toEqual(OTHER);
});

test('takes a local file, without helm', async () => {
  const folder = temporaryFolder();
  const from = join(temporaryFolder(), 'any.tgz');
  writeFileSync(from, CHART);
  expect(await pull(folder, { from, helm: '/no/such/helm' })).toMatchObject({
    outcome: 'pinned',
    source: 'file:any.tgz',
  });
});

test('asks helm for that version, from a registry, a repository, and without TLS', async () => {
  const log = join(temporaryFolder(), 'log');
  const helm = script(`echo "$@" >> '${log}'; exec '${HELM}' "$@"`);
  await pull(temporaryFolder(), { helm });
  await pull(temporaryFolder(), { helm, from: 'https://charts.example.com/kargo/', plainHttp: true });
  expect(readFileSync(log, 'utf8').replace(/--destination \S+/g, '--destination D')).toBe(
    `version --short
pull --version 1.11.2 --destination D -- ${SOURCE}
pull --version 1.11.2 --destination D --plain-http --repo https://charts.example.com/kargo -- kargo
`,
  );
});

describe('a pull that fails changes nothing:', () => {
  /** The only problem, after a look at what is left: nothing in a new folder, all in one that has a chart. */
  async function failing(more: Partial<PullRequest>) {
    const missing = join(temporaryFolder(), 'charts');
    const full = await pulled();
    const before = readFolder(full);
    await problemsOfPromise(pull(full, more));
    expect(readFolder(full)).toEqual(before);
    const [problem, ...others] = await problemsOfPromise(pull(missing, more));
    expect(others).toEqual([]);
    expect(existsSync(missing)).toBe(false);
    expect(problem).toMatchObject({ severity: 'error', fix: expect.stringMatching(/./) });
    expect(JSON.stringify(problem)).not.toContain('.pull-');
    return problem;
  }

  test('helm breaks off half-way', async () => {
    const helm = fakeHelm('head -c 99 "$chart" > "$destination/kargo-$version.tgz"; echo cut off >&2; exit 1', CHART);
    const problem = await failing({ helm });
    expect(problem?.id).toBe('chart-pull-failed');
    expect(problem?.message).toBe(
      `helm could not fetch the chart (exit status 1)\n    cut off\n    command: ${helm} pull --version 1.11.2 --destination . -- ${SOURCE}`,
    );
    expect(problem?.fix).toContain('`helm registry login ghcr.io`');
  });

  test('helm is killed', async () => {
    const problem = await failing({ helm: fakeHelm('kill -9 $$') });
    expect(problem?.message).toContain('signal SIGKILL');
  });

  test('helm ends well with half a chart', async () => {
    const helm = fakeHelm('head -c 99 "$chart" > "$destination/kargo-$version.tgz"', CHART);
    const problem = await failing({ helm });
    expect(problem).toMatchObject({ id: 'chart-invalid', message: expect.stringContaining(`'${SOURCE}'`) });
  });

  test('helm ends well without a chart, or with two', async () => {
    expect(await failing({ helm: fakeHelm('true') })).toMatchObject({
      id: 'chart-pull-failed',
      message: expect.stringContaining('helm fetched 0 charts, expected one'),
    });
    const two = fakeHelm('cp "$chart" "$destination/a.tgz"; cp "$chart" "$destination/b.tgz"', CHART);
    expect((await failing({ helm: two }))?.message).toContain('helm fetched 2 charts, expected one');
  });

  test("the chart is not Kargo's", async () => {
    const helm = givingHelm(packedChart(chartWith({ 'Chart.yaml': 'name: nginx\nversion: 1.11.2\n' })));
    expect(await failing({ helm })).toMatchObject({
      id: 'chart-not-kargo',
      message: `the chart '${SOURCE}' is not Kargo's: its Chart.yaml names 'nginx', expected 'kargo'`,
    });
  });

  test('the chart is of another version', async () => {
    const helm = givingHelm(packedChart(chartWith({ 'Chart.yaml': 'name: kargo\nversion: 1.11.3\n' })));
    expect(await failing({ helm })).toMatchObject({
      id: 'chart-version',
      message: `the chart '${SOURCE}' is of version '1.11.3', expected '1.11.2'`,
    });
  });

  test.each([
    ['is too old', script('echo v3.12.3'), 'helm-too-old'],
    ['is missing', '/no/such/helm', 'helm-missing'],
  ])('helm %s', async (_, helm, id) => {
    expect(await failing({ helm })).toMatchObject({ id });
  });

  test('the version is none', async () => {
    expect(await failing({ version: 'v1.11.2' })).toMatchObject({ id: 'chart-version', fix: "write '1.11.2'" });
  });

  test('the local file is no chart', async () => {
    const from = join(temporaryFolder(), 'any.tgz');
    writeFileSync(from, gzipSync('text'));
    expect(await failing({ from })).toMatchObject({ id: 'chart-invalid' });
  });
});

test('a lock that is not one is told before anything is fetched, and left as it is', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lock.yaml'), 'charts: [\n');
  const log = join(temporaryFolder(), 'log');
  const helm = fakeHelm(`touch '${log}'; exit 1`);
  expect(await problemsOfPromise(pull(folder, { helm, force: true }))).toMatchObject([{ id: 'lock-invalid' }]);
  expect(existsSync(log)).toBe(false);
  expect(readFolder(folder)).toEqual({ 'lock.yaml': 'charts: [\n' });
});

test('tells all mistakes of the command line at once', async () => {
  const problems = await problemsOfPromise(pull('charts', { version: 'latest', from: 'ftp://example.com' }));
  expect(problems.map(({ id }) => id)).toEqual(['chart-version', 'chart-source']);
});

test('fails when the folder is a file, or stands where none can be made', async () => {
  const file = join(temporaryFolder(), 'charts');
  writeFileSync(file, 'text');
  for (const folder of [file, join(file, 'below')]) {
    expect(await problemsOfPromise(pull(folder))).toMatchObject([
      { id: 'chart-folder', fix: expect.stringContaining('--folder') },
    ]);
  }
  expect(readFileSync(file, 'utf8')).toBe('text');
});

test('fails when the new lock cannot be written, before the chart is moved', async () => {
  const folder = temporaryFolder();
  const helm = fakeHelm('cp "$chart" "$destination/kargo-$version.tgz"; mkdir "$destination/../lock.yaml"', CHART);
  expect(await problemsOfPromise(pull(folder, { helm }))).toMatchObject([{ id: 'chart-folder' }]);
  expect(readFolder(folder)).toEqual({});
});

test('fails when a folder has the name of the chart, and leaves both', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'kargo-1.11.2.tgz'));
  writeFileSync(join(folder, 'lock.yaml'), lockText([]));
  expect(await problemsOfPromise(pull(folder, { force: true }))).toMatchObject([{ id: 'chart-missing' }]);
  expect(readFolder(folder)).toEqual({ 'lock.yaml': lockText([]) });
});
