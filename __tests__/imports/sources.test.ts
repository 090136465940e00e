import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';
import { readSources } from '../../scripts/import/sources';
import { CRDS_FILE, CRDS_TEXT } from './fixtures/crds';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kargo-import-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, path);
}

function chart(files: { [path: string]: string }): Buffer {
  const tar = createTar(Object.entries(files).map(([path, data]) => ({ name: `kargo/${path}`, data })));
  return gzipSync(tar);
}

test('a folder of CRDs is its YAML and JSON files, in the order of their names', () => {
  write('b.yaml', 'b');
  write('a.json', 'a');
  write('README.md', 'no');
  expect(readSources([folder]).crds).toEqual([
    { name: `${folder}/a.json`, text: 'a' },
    { name: `${folder}/b.yaml`, text: 'b' },
  ]);
});

test('an unpacked chart has its CRDs in resources/crds', () => {
  write('Chart.yaml', 'name: kargo');
  write('values.yaml', '{}');
  write('resources/crds/a.yaml', 'a');
  write('crds/old.yaml', 'old');
  expect(readSources([folder]).crds).toEqual([{ name: `${folder}/resources/crds/a.yaml`, text: 'a' }]);
});

test('an older unpacked chart has its CRDs in crds', () => {
  write('Chart.yaml', 'name: kargo');
  write('crds/a.yaml', 'a');
  expect(readSources([folder]).crds).toEqual([{ name: `${folder}/crds/a.yaml`, text: 'a' }]);
});

test('schemas of steps and subscriptions beside the CRDs are found', () => {
  write('crds/a.json', 'a');
  write('steps/copy-config.json', 'copy');
  write('subscriptions/git.json', 'git');
  const { steps, subscriptions } = readSources([folder]);
  expect(steps).toEqual([{ name: `${folder}/steps/copy-config.json`, text: 'copy' }]);
  expect(subscriptions).toEqual([{ name: `${folder}/subscriptions/git.json`, text: 'git' }]);
});

test('a packed chart gives the same files as the unpacked one, but not those of its subcharts', () => {
  const path = join(folder, 'kargo-1.11.2.tgz');
  const files = { 'Chart.yaml': '', 'resources/crds/a.yaml': CRDS_TEXT, 'charts/dex/resources/crds/b.yaml': 'b' };
  writeFileSync(path, chart(files));
  expect(readSources([path])).toEqual({
    crds: [{ name: `${path}/resources/crds/a.yaml`, text: CRDS_TEXT }],
    steps: [],
    subscriptions: [],
  });
});

test('the order of files in a packed chart makes no difference', () => {
  const path = join(folder, 'kargo.tgz');
  writeFileSync(path, chart({ 'crds/b.yaml': 'b', 'crds/a.yaml': 'a' }));
  expect(readSources([path]).crds.map(({ text }) => text)).toEqual(['a', 'b']);
});

test('several files are read together', () => {
  expect(readSources([CRDS_FILE, write('more.yaml', 'more')]).crds.map(({ text }) => text)).toEqual([
    CRDS_TEXT,
    'more',
  ]);
});

test('fails when there is nothing at the path', () => {
  expect(() => readSources([join(folder, 'none')])).toThrow(
    `no file or folder '${folder}/none': give a folder or files of CRDs, or a chart of Kargo`,
  );
});

test('fails when a packed chart is cut off at any place', () => {
  const whole = chart({ 'resources/crds/a.yaml': CRDS_TEXT });
  for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
    const path = join(folder, 'kargo.tgz');
    writeFileSync(path, whole.subarray(0, Math.floor(whole.length * share)));
    expect(() => readSources([path])).toThrow(
      /^cannot read '.*kargo\.tgz' as a packed chart \(.+\): download it again$/,
    );
  }
});

test('fails when the archive inside the compression is cut off', () => {
  const tar = createTar([{ name: 'kargo/resources/crds/a.yaml', data: CRDS_TEXT }]);
  const path = join(folder, 'kargo.tgz');
  writeFileSync(path, gzipSync(tar.subarray(0, 1500)));
  expect(() => readSources([path])).toThrow("kargo.tgz' as a packed chart (");
});

test('fails when a file that is called a packed chart is something else', () => {
  expect(() => readSources([write('kargo.tgz', '<html>not found</html>')])).toThrow(
    "kargo.tgz' as a packed chart (incorrect header check): download it again",
  );
});
