import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '..', '..');

/** How a command ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The package's command, bundled before the tests of the file, run as a process of its own in a folder of the caller's. */
export function bundledCommand(): { path: () => string; run: (args: string[], options?: RunOptions) => Ended } {
  // Inside of the clone, so that it finds the package's own package.json as the built one does.
  const folder = join(ROOT, '.cache', 'cli', String(process.pid));
  const path = join(folder, 'main.js');
  beforeAll(() => {
    const entryPoints = [join(ROOT, 'lib', 'cli', 'main.ts')];
    buildSync({
      entryPoints,
      outfile: path,
      bundle: true,
      // Much larger than all the rest, and needed by few commands.
      external: ['@kubernetes/client-node'],
      platform: 'node',
      target: 'node20',
      logLevel: 'error',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: () => path,
    run: (args, { cwd, input = '', env = {} } = {}) =>
      spawnSync(process.execPath, [path, ...args], {
        cwd,
        input,
        env: { ...process.env, ...env },
        encoding: 'utf8',
        maxBuffer: Number.POSITIVE_INFINITY,
      }),
  };
}

export interface RunOptions {
  readonly cwd?: string;
  /** What it reads from stdin. */
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
}
