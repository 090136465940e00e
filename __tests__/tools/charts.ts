import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';

/** The chart that stands in for Kargo's. */
export const MINI = join(__dirname, '..', 'charts', 'kargo-mini');

const made: string[] = [];
afterAll(() => {
  for (const folder of made) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** An empty folder, removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-kargo-'));
  made.push(folder);
  return folder;
}

/** A copy of the chart with some files replaced or added, by path inside of the chart. */
export function chartWith(files: { readonly [path: string]: string }): string {
  const folder = join(temporaryFolder(), 'chart');
  cpSync(MINI, folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** A chart as `helm package` would write it, as bytes. */
export function packedChart(folder: string = MINI): Buffer {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const entries = paths.map((path) => ({ name: `kargo${path.slice(folder.length)}`, data: readFileSync(path) }));
  // A copy of each, as small Buffers share one ArrayBuffer, which createTar would write as a whole.
  return gzipSync(createTar(entries.map(({ name, data }) => ({ name, data: new Uint8Array(data) }))));
}

/** An executable shell script. */
export function script(lines: string): string {
  const path = join(temporaryFolder(), 'helm');
  // Also where PATH holds little more than node: what a script calls, cp for example, is there.
  writeFileSync(path, `#!/bin/sh\nPATH="$PATH:/usr/bin:/bin"\n${lines}\n`);
  chmodSync(path, 0o755);
  return path;
}
