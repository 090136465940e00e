import fs, { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../../../../lib/renderer/helm/vendor/digest';
import { pin } from '../../../../lib/renderer/helm/vendor/pin';
import { readFolder } from '../../../tools/app';
import { packedChart, temporaryFolder } from '../../../tools/charts';
import { problemsOf } from '../../../tools/problems';

const CHART = packedChart();

// On Windows, for one, a file that somebody has open cannot be replaced.
test.each([
  ['a new chart', {}],
  ['a chart that takes the place of another', { 'kargo-1.11.2.tgz': 'before' }],
])('%s is not left in its place when the lock cannot be replaced', (_, files: { readonly [name: string]: string }) => {
  const folder = temporaryFolder();
  const staging = join(folder, 'staging');
  mkdirSync(staging);
  writeFileSync(join(staging, 'fetched.tgz'), CHART);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
  }
  const rename = fs.renameSync;
  const spy = jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (to === join(folder, 'lock.yaml')) {
      throw new Error('EBUSY: in use');
    }
    rename(from, to);
  });
  try {
    const entry = { version: '1.11.2', source: 'oci://example.com/kargo', sha256: sha256Of(CHART) };
    const request = { version: '1.11.2', folder, force: true };
    expect(problemsOf(() => pin(request, entry, join(staging, 'fetched.tgz'), staging))).toMatchObject([
      { id: 'chart-folder', message: expect.stringContaining('EBUSY: in use') },
    ]);
    expect(spy).toHaveBeenCalled();
  } finally {
    spy.mockRestore();
  }
  const left = Object.entries(readFolder(folder)).filter(([path]) => !path.startsWith('staging/'));
  expect(Object.fromEntries(left)).toEqual(files);
});
