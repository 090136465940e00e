import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planWrite } from '../../lib/writer/plan';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plan-'));
  for (const path of ['prod/2-kargo', 'old/2-kargo', '.git']) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  for (const path of [
    'prod/2-kargo/same.yaml',
    'prod/2-kargo/stale.yaml',
    'old/2-kargo/x.yaml',
    '.git/HEAD',
    'fleet.json',
  ]) {
    writeFileSync(join(folder, path), 'a\n');
  }
});

afterEach(() => rmSync(folder, { recursive: true }));

test('a plan names what is stale and what is new, a stale folder as a whole', () => {
  const files = new Map([
    ['fleet.json', 'b\n'],
    ['prod/2-kargo/same.yaml', 'a\n'],
    ['prod/3-pipelines/new.yaml', 'a\n'],
  ]);
  const { removals, writes } = planWrite(folder, files);
  expect([...removals].sort()).toEqual(['old', 'prod/2-kargo/stale.yaml']);
  expect(writes).toEqual(['fleet.json', 'prod/3-pipelines/new.yaml']);
});
