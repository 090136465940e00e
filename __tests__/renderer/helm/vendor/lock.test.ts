import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type LockEntry, lockText, readLock } from '../../../../lib/renderer/helm/vendor/lock';
import { temporaryFolder } from '../../../tools/charts';
import { problemsOf } from '../../../tools/problems';

const SHA = 'ab'.repeat(32);
const ENTRY: LockEntry = { version: '1.11.2', source: 'oci://example.com/kargo', sha256: SHA };

function folderWith(lock: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lock.yaml'), lock);
  return folder;
}

test('says what it is, and lists the charts by version', () => {
  expect(lockText([ENTRY, { ...ENTRY, version: '1.9.10' }])).toBe(
    `# The charts of Kargo in this folder, written by \`cdk8s-kargo chart pull\`. Belongs into version control, with the charts.
# A chart whose sha256 is another one is not rendered.
---
charts:
  - sha256: ${SHA}
    source: oci://example.com/kargo
    version: "1.9.10"
  - sha256: ${SHA}
    source: oci://example.com/kargo
    version: "1.11.2"
`,
  );
});

test('what is written is read back, and written the same whatever the order', () => {
  const hex = fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: 64, maxLength: 64 });
  const entry = fc.record({
    version: fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)).map((numbers) => numbers.join('.')),
    source: fc.string({ minLength: 1, unit: 'grapheme' }),
    sha256: fc.oneof(
      hex.map((digits) => digits.join('')),
      fc.constant('1'.repeat(64)),
      fc.constant(`${'1'.repeat(61)}e10`),
    ),
  });
  const entries = fc.uniqueArray(entry, { selector: ({ version }) => version, maxLength: 4 });
  fc.assert(
    fc.property(entries, (some) => {
      const text = lockText(some);
      const read = readLock(folderWith(text));
      expect(new Set(read)).toEqual(new Set(some));
      expect(lockText([...some].reverse())).toBe(text);
    }),
    { numRuns: 50 },
  );
});

test('no lock, or no folder, has no charts', () => {
  expect(readLock(temporaryFolder())).toEqual([]);
  expect(readLock('/no/such/folder')).toEqual([]);
});

test.each([
  ['is empty', '', "is not one mapping with nothing but 'charts'"],
  ['has two documents', 'charts: []\n---\ncharts: []\n', "is not one mapping with nothing but 'charts'"],
  ['has no list', 'charts: {}\n', "is not one mapping with nothing but 'charts'"],
  ['has another key', 'charts: []\nmine: 1\n', "is not one mapping with nothing but 'charts'"],
  ['has text for an entry', 'charts: [kargo]\n', 'has at charts[0] no mapping'],
  ['is cut off', lockText([ENTRY]).slice(0, 250), 'charts[0] no version'],
  ['has a conflict of git', `<<<<<<< HEAD\n${lockText([ENTRY])}=======\n`, 'is not valid YAML'],
  ['has a version with a v', lockText([{ ...ENTRY, version: 'v1.11.2' }]), 'the version "v1.11.2", expected'],
  ['has a version that is a number', lockText([ENTRY]).replace('"1.11.2"', '1.11'), 'the version 1.11, expected'],
  ['has a short sha256', lockText([{ ...ENTRY, sha256: 'abc' }]), 'the sha256 "abc", expected 64 digits'],
  ['has an empty source', lockText([{ ...ENTRY, source: '' }]), 'the source "", expected an address'],
  [
    'has an unknown key',
    `${lockText([ENTRY])}    sha512: x\n`,
    "the key 'sha512', expected version, source and sha256",
  ],
  ['has a version twice', lockText([ENTRY, { ...ENTRY, sha256: 'cd'.repeat(32) }]), "version '1.11.2' more than once"],
])('fails when it %s', (_, text, expected) => {
  const folder = folderWith(text);
  const [problem] = problemsOf(() => readLock(folder, '1.11.2'));
  expect(problem).toMatchObject({ severity: 'error', id: 'lock-invalid' });
  expect(problem?.message).toContain(`${folder}/lock.yaml`);
  expect(problem?.message).toContain(expected);
  expect(problem?.fix).toContain(`\`npx cdk8s-kargo chart pull 1.11.2 --folder ${folder}\``);
});

test('fails with everything that is wrong, at once', () => {
  const folder = folderWith('charts: [{version: x}, {source: s, more: z}]\n');
  expect(problemsOf(() => readLock(folder))).toHaveLength(6);
});

test('fails when it cannot be read', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'lock.yaml'));
  expect(problemsOf(() => readLock(folder))).toMatchObject([
    { id: 'lock-invalid', message: expect.stringContaining('EISDIR') },
  ]);
});
