import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartSource } from '../../../../lib/renderer/helm/vendor/source';
import { MINI, temporaryFolder } from '../../../tools/charts';
import { problemsOf } from '../../../tools/problems';

test.each([
  ['oci://ghcr.io/akuity/kargo-charts/kargo', 'registry'],
  ['oci://127.0.0.1:5000/charts/kargo/', 'registry'],
  ['https://charts.example.com/kargo/', 'repository'],
  ['http://charts.example.com', 'repository'],
])('%s is a %s', (from, kind) => {
  const address = from.replace(/\/$/, '');
  expect(chartSource(from)).toEqual({ kind, address, recorded: address });
});

test('a path is a file, recorded without its folder', () => {
  const path = join(temporaryFolder(), 'kargo-1.11.2.tgz');
  writeFileSync(path, '');
  expect(chartSource(path)).toEqual({ kind: 'file', address: path, recorded: 'file:kargo-1.11.2.tgz' });
});

test.each([
  'oci://me:hunter2@example.com/kargo',
  'https://hunter2@example.com',
  'https://example.com/?token=hunter2',
  'https://example.com/#hunter2',
])('refuses %s, which would end up in the lock, without repeating it', (from) => {
  const [problem] = problemsOf(() => chartSource(from));
  expect(problem).toMatchObject({ id: 'chart-source', fix: expect.stringContaining('helm registry login') });
  expect(JSON.stringify(problem)).not.toContain('hunter2');
});

test.each(['ftp://example.com/kargo', 'oci://', 'https://[', 'no-such-file.tgz', ''])("refuses '%s'", (from) => {
  expect(problemsOf(() => chartSource(from))).toMatchObject([
    { severity: 'error', id: 'chart-source', fix: expect.stringContaining('give oci://') },
  ]);
});

test('refuses a folder, and says how to pack it or do without', () => {
  const [problem] = problemsOf(() => chartSource(MINI));
  expect(problem).toMatchObject({ id: 'chart-source' });
  expect(problem?.fix).toContain(`\`helm package ${MINI}\``);
  expect(problem?.fix).toContain('HelmRenderer');
});
