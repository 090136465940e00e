import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readChart } from '../../../lib/renderer/helm/chart';
import { knownPaths } from '../../../lib/renderer/helm/known-values';
import { chartWith, MINI, packedChart, temporaryFolder } from '../../tools/charts';
import { problemsOf } from '../../tools/problems';

function archive(content: Uint8Array): string {
  const path = join(temporaryFolder(), 'kargo-1.11.2.tgz');
  writeFileSync(path, content);
  return path;
}

test('the version is the one in Chart.yaml of a folder', () => {
  expect(readChart(MINI).version).toBe('1.11.2');
});

test('a packed chart is read like its folder', () => {
  const packed = readChart(archive(packedChart()));
  expect(packed.version).toBe('1.11.2');
  expect(knownPaths(packed.known)).toEqual(knownPaths(readChart(MINI).known));
});

test('fails when there is nothing at the path, and says how to get the chart', () => {
  const [problem] = problemsOf(() => readChart('/no/such/chart'));
  expect(problem).toMatchObject({ id: 'chart-missing' });
  expect(problem?.message).toContain('/no/such/chart');
  expect(problem?.fix).toContain('helm pull oci://');
});

test('fails when the path is an address in a registry', () => {
  expect(problemsOf(() => readChart('oci://ghcr.io/akuity/kargo-charts/kargo'))).toMatchObject([
    { id: 'chart-missing' },
  ]);
});

test('fails when the folder is not a chart', () => {
  const [problem] = problemsOf(() => readChart(temporaryFolder()));
  expect(problem).toMatchObject({ id: 'chart-invalid' });
  expect(problem?.message).toContain('holds no Chart.yaml');
});

test('fails when the archive is cut off, at whatever place', () => {
  const whole = packedChart();
  for (const share of [0, 0.01, 0.5, 0.99]) {
    const path = archive(whole.subarray(0, Math.floor(whole.length * share)));
    expect(problemsOf(() => readChart(path))).toMatchObject([{ id: 'chart-invalid' }]);
  }
});

test('fails when the file is no archive, or an archive of something else', () => {
  for (const content of [Buffer.from('<html>Not found</html>'), gzipSync('text'), gzipSync('')]) {
    expect(problemsOf(() => readChart(archive(content)))).toMatchObject([{ id: 'chart-invalid' }]);
  }
});

test("fails when the chart is not Kargo's, and says whose it is", () => {
  const chart = chartWith({ 'Chart.yaml': 'apiVersion: v2\nname: nginx\nversion: 1.0.0\n' });
  const [problem] = problemsOf(() => readChart(chart));
  expect(problem).toMatchObject({ id: 'chart-not-kargo' });
  expect(problem?.message).toContain("names 'nginx', expected 'kargo'");
});

test.each(['', '[]', 'name: 3\n', 'version: 1.11.2\n'])('fails when Chart.yaml is %p', (text) => {
  expect(problemsOf(() => readChart(chartWith({ 'Chart.yaml': text })))).toMatchObject([{ id: 'chart-not-kargo' }]);
});

test('fails when the version is not text', () => {
  const chart = chartWith({ 'Chart.yaml': 'apiVersion: v2\nname: kargo\nversion: 1.11\n' });
  expect(problemsOf(() => readChart(chart))).toMatchObject([{ id: 'chart-invalid' }]);
});

test('fails when values.yaml is not YAML, and names the line', () => {
  const [problem] = problemsOf(() => readChart(chartWith({ 'values.yaml': 'api:\n  host: [\n' })));
  expect(problem).toMatchObject({ id: 'chart-invalid' });
  expect(problem?.message).toMatch(/line \d of values\.yaml is not valid YAML/);
});

test('fails when a file of the chart cannot be read', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'Chart.yaml'));
  expect(problemsOf(() => readChart(folder))).toMatchObject([{ id: 'chart-invalid' }]);
});
