import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';

export const ROOT = join(__dirname, '..', '..');

/** An empty folder of its own. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'cdk8s-kargo-'));
}

/** Bundles an app, and gives the path of the bundle, which finds packages as the repository does. */
export function bundle(entry: string, name: string): string {
  return built({ entryPoints: [entry] }, name);
}

/** Bundles the text of an app that imports `./lib` as main.ts does. */
export function bundleText(contents: string, name: string): string {
  return built({ stdin: { contents, resolveDir: ROOT, loader: 'ts', sourcefile: `${name}.ts` } }, name);
}

function built(input: BuildOptions, name: string): string {
  const outfile = join(ROOT, '.cache', 'test', `${name}.js`);
  const platform = { platform: 'node', target: 'node20', packages: 'external' } as const;
  buildSync({ ...input, ...platform, outfile, bundle: true, logLevel: 'silent' });
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

/** The text of a file of the repository. */
export function readFile(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
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
