import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../../../../lib/renderer/helm/vendor/digest';
import { lockText } from '../../../../lib/renderer/helm/vendor/lock';
import { surveyCharts } from '../../../../lib/renderer/helm/vendor/survey';
import { packedChart, temporaryFolder } from '../../../tools/charts';
import { problemsOf } from '../../../tools/problems';

const CHART = packedChart();
const entry = (version: string) => ({ version, source: 'oci://example.com/kargo', sha256: sha256Of(CHART) });

test('lists what is in the lock, in the folder or in both, by version, and what is wrong with it', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lock.yaml'), lockText([entry('1.11.2'), entry('1.10.10')]));
  writeFileSync(join(folder, 'kargo-1.11.2.tgz'), CHART);
  writeFileSync(join(folder, 'kargo-1.9.10.tgz'), CHART);
  const charts = surveyCharts(folder).map(({ version, entry: locked, problems }) => [
    version,
    locked?.source,
    problems.map(({ id }) => id),
  ]);
  expect(charts).toEqual([
    ['1.9.10', undefined, ['chart-unlocked']],
    ['1.10.10', 'oci://example.com/kargo', ['chart-missing']],
    ['1.11.2', 'oci://example.com/kargo', []],
  ]);
});

test('does not look at other files', () => {
  const folder = temporaryFolder();
  for (const name of ['argo-cd-9.0.0.tgz', 'kargo-latest.tgz', 'kargo-1.11.2.tgz.bak', 'README.md']) {
    writeFileSync(join(folder, name), '');
  }
  expect(surveyCharts(folder)).toEqual([]);
});

test('fails when there is no folder, so that a misspelt one does not count as in order', () => {
  const folder = temporaryFolder();
  rmSync(folder, { recursive: true });
  expect(problemsOf(() => surveyCharts(folder))).toMatchObject([{ id: 'chart-folder' }]);
});

test('fails when the lock is not one', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lock.yaml'), '');
  expect(problemsOf(() => surveyCharts(folder))).toMatchObject([{ id: 'lock-invalid' }]);
});
