import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { sha256Of } from '../../lib/renderer/helm/vendor/digest';
import { lockText } from '../../lib/renderer/helm/vendor/lock';
import { readFolder } from '../tools/app';
import { chartWith, packedChart, temporaryFolder } from '../tools/charts';
import { bundledCommand } from '../tools/command';
import { fakeHelm, givingHelm } from '../tools/fake-helm';
import { runCommand } from '../tools/in-process';

const CHART = packedChart();
const SHA = sha256Of(CHART);
const SOURCE = 'oci://ghcr.io/akuity/kargo-charts/kargo';
const HELM = givingHelm(CHART);
const command = bundledCommand();
const chart = (cwd: string, ...args: string[]) => runCommand(['chart', ...args], { cwd });
const pull = (cwd: string, ...args: string[]) => chart(cwd, 'pull', '1.11.2', '--helm', HELM, ...args);

test('pull pins a chart in charts, and says what, from where', async () => {
  const cwd = temporaryFolder();
  const { status, stdout } = await pull(cwd);
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: `charts/kargo-1.11.2.tgz: pinned\n  source ${SOURCE}\n  sha256 ${SHA}\n`,
  });
  expect(Object.keys(readFolder(cwd))).toEqual(['charts/kargo-1.11.2.tgz', 'charts/lock.yaml']);
});

test('pull says so when the chart is pinned already, put back or replaced', async () => {
  const cwd = temporaryFolder();
  await pull(cwd);
  expect(await pull(cwd)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(': pinned already, and still the same\n'),
  });
  writeFileSync(join(cwd, 'charts', 'kargo-1.11.2.tgz'), 'half');
  expect(await pull(cwd)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(': put back as it was pinned\n'),
  });
  const other = givingHelm(packedChart(chartWith({ 'templates/other.yaml': '' })));
  expect(await chart(cwd, 'pull', '1.11.2', '--helm', other, '--force')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(': replaced by force\n'),
  });
});

test('pull takes another folder and another source', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'any.tgz'), CHART);
  const { status, stdout } = await chart(cwd, 'pull', '1.11.2', '--from', 'any.tgz', '--folder', 'pinned');
  expect(stdout).toBe(`pinned/kargo-1.11.2.tgz: pinned\n  source file:any.tgz\n  sha256 ${SHA}\n`);
  expect(status).toBe(0);
});

test.each([
  ['the version has a v', ['pull', 'v1.11.2'], "command line: error chart-version: 'v1.11.2' is not", "write '1.11.2'"],
  [
    'the source has a password',
    ['pull', '1.11.2', '--from', 'oci://a:b@c/d'],
    'command line: error chart-source: ',
    'leave them out',
  ],
  [
    'helm is missing',
    ['pull', '1.11.2', '--helm', '/no/such/helm'],
    'command line: error helm-missing: ',
    'install helm 3.13',
  ],
  [
    'nothing was pinned in the folder that is to be verified',
    ['verify', '--folder', 'chart'],
    'command line: error chart-folder: ',
    '`npx cdk8s-kargo chart pull VERSION --folder chart`',
  ],
])('fails when %s, and leaves no file', async (_, args, message, fix) => {
  const cwd = temporaryFolder();
  const { status, stdout, stderr } = await chart(cwd, ...args);
  expect(stderr).toContain(message);
  expect(stderr).toContain(fix);
  expect(stderr).not.toContain('    at ');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(readdirSync(cwd)).toEqual([]);
});

test.each([[[]], [['pull']], [['pull', '1.11.2', '1.10.10']], [['push', '1.11.2']]])(
  'fails with status 2 when the command line is chart %j',
  async (args) => {
    expect(await chart(temporaryFolder(), ...args)).toMatchObject({ status: 2, stdout: '' });
  },
);

test('list prints version, state, source and sha256 of each chart', async () => {
  const cwd = temporaryFolder();
  await pull(cwd);
  writeFileSync(join(cwd, 'charts', 'kargo-1.9.10.tgz'), '');
  expect(await chart(cwd, 'list')).toEqual(
    expect.objectContaining({
      status: 0,
      stdout: `1.9.10\tchart-unlocked\t-\t-\n1.11.2\tok\t${SOURCE}\t${SHA}\n`,
    }),
  );
});

test('verify is content when each chart is as it was pinned, and fails with each that is not', async () => {
  const cwd = temporaryFolder();
  await pull(cwd);
  expect(await chart(cwd, 'verify')).toMatchObject({ status: 0, stdout: 'charts: 1 pinned, all as in lock.yaml\n' });
  writeFileSync(join(cwd, 'charts', 'kargo-1.11.2.tgz'), 'half');
  writeFileSync(join(cwd, 'charts', 'kargo-1.9.10.tgz'), '');
  const { status, stdout, stderr } = await chart(cwd, 'verify');
  expect(stderr).toContain("charts: error chart-digest: the chart 'charts/kargo-1.11.2.tgz' is not the one");
  expect(stderr).toContain("charts: error chart-unlocked: the chart 'charts/kargo-1.9.10.tgz' has no entry");
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'pull that gets %s ends helm, leaves no file, and fails',
  async (signal) => {
    const cwd = temporaryFolder();
    const started = join(cwd, 'started');
    const helm = fakeHelm(
      `head -c 99 "$chart" > "$destination/kargo-$version.tgz"; touch '${started}'; sleep 20`,
      CHART,
    );
    const child = spawn(process.execPath, [command.path(), 'chart', 'pull', '1.11.2', '--helm', helm], { cwd });
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    const closed = once(child, 'close');
    while (!existsSync(started)) {
      await setTimeout(20);
    }
    child.kill(signal);
    expect((await closed)[0]).toBe(1);
    expect(stderr).toContain('command line: error chart-pull-failed: helm could not fetch the chart (signal SIGTERM)');
    expect(readdirSync(cwd)).toEqual(['started']);
  },
  10_000,
);

test('verify blames the folder for a chart of another version under the name of the pinned one', async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'charts'));
  writeFileSync(join(cwd, 'charts', 'kargo-1.0.0.tgz'), CHART);
  writeFileSync(join(cwd, 'charts', 'lock.yaml'), lockText([{ version: '1.0.0', source: SOURCE, sha256: SHA }]));
  const { status, stderr } = await chart(cwd, 'verify');
  expect(stderr).toMatch(
    /^charts: error chart-version: the chart 'charts\/kargo-1\.0\.0\.tgz' is of version '1\.11\.2'/,
  );
  expect(status).toBe(1);
});
