import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildSync } from 'esbuild';

export const ROOT = join(__dirname, '..', '..');

/** An empty folder of its own. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'cdk8s-kargo-'));
}

/** Bundles an app as cdk8s.yaml does, and gives the path of the bundle, which finds packages as the repository does. */
export function bundle(entry: string, name: string): string {
  const outfile = join(ROOT, '.cache', 'test', `${name}.js`);
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  return outfile;
}

/** Bundles the text of an app that imports `./lib` as main.ts does. */
export function bundleText(text: string, name: string): string {
  const outfile = join(ROOT, '.cache', 'test', `${name}.js`);
  buildSync({
    stdin: { contents: text, resolveDir: ROOT, loader: 'ts', sourcefile: `${name}.ts` },
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  return outfile;
}

/** Runs an app as the cdk8s command line does. */
export function run(app: string, outdir: string, env: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
  const { KARGO_CHART: _, ...rest } = process.env;
  return spawnSync(process.execPath, [app], {
    encoding: 'utf8',
    cwd: ROOT,
    env: { ...rest, CDK8S_OUTDIR: outdir, ...env },
  });
}

/** All files below a folder and their text, by path. */
export function readFolder(folder: string): { readonly [path: string]: string } {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Writes files into a folder. */
export function writeFolder(folder: string, files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    writeFileSync(join(folder, path), text);
  }
}
