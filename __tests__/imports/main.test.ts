import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../scripts/import/main';
import { CRDS_FILE, CRDS_TEXT } from './fixtures/crds';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kargo-import-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(path: string) {
  const lines: { out: string[]; err: string[] } = { out: [], err: [] };
  const status = main([path], join(folder, 'imports'), {
    out: (line) => lines.out.push(line),
    err: (line) => lines.err.push(line),
  });
  return { status, ...lines };
}

test('writes the files, says which, and what was ignored', () => {
  const { status, out, err } = run(CRDS_FILE);
  expect(status).toBe(0);
  expect(out).toEqual(
    ['crds.json', 'kargo.ts', 'validators-crds.ts'].map((name) => `wrote ${join(folder, 'imports', name)}`),
  );
  expect(err).toEqual([
    `note: ${CRDS_FILE}: ignored what is no CRD (ConfigMap)`,
    'note: no schemas of steps given: the files about steps stay as they are',
    'note: no schemas of subscriptions given: the files about subscriptions stay as they are',
  ]);
});

test('a second run changes no byte', () => {
  const read = () =>
    readdirSync(join(folder, 'imports')).map((name) => readFileSync(join(folder, 'imports', name), 'utf8'));
  run(CRDS_FILE);
  const first = read();
  run(CRDS_FILE);
  expect(read()).toEqual(first);
});

test.each([
  ['nothing is at the path', undefined],
  ['there is no CRD', 'kind: Service'],
  ['a CRD is of another group', CRDS_TEXT.replaceAll('group: kargo.akuity.io', 'group: example.com')],
  ['a file does not parse', `${CRDS_TEXT}\n  - [`],
  ['the last of the CRDs is bad', CRDS_TEXT.replace("it's] } } } } }", '] } } } } }\n---\n[')],
])('fails with one line and writes nothing when %s', (_, text) => {
  const path = join(folder, 'input.yaml');
  if (text !== undefined) {
    writeFileSync(path, text);
  }
  const { status, out, err } = run(path);
  expect(status).toBe(1);
  expect(out).toEqual([]);
  expect(err).toHaveLength(1);
  expect(err[0]).toMatch(/^import: .+: .+$/);
  expect(readdirSync(folder)).not.toContain('imports');
});

test('fails with one line when the folder cannot be written', () => {
  writeFileSync(join(folder, 'imports'), 'a file');
  const { status, err } = run(CRDS_FILE);
  expect(status).toBe(1);
  expect(err).toEqual([expect.stringMatching(/^import: EEXIST: /)]);
});
