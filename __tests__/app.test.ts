import { spawnSync } from 'node:child_process';
import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT, readFile, readFolder, temporaryFolder } from './tools/app';

const BUNDLE = join(ROOT, '.cache', 'app', 'main.js');

/** What the cdk8s command line runs, as cdk8s.yaml says it. */
function runApp(folder: string) {
  const { app } = parse(readFile('cdk8s.yaml')) as { app: string };
  const { KARGO_CHART: _, ...env } = process.env;
  return spawnSync(app, { shell: true, cwd: ROOT, encoding: 'utf8', env: { ...env, CDK8S_OUTDIR: folder } });
}

describe('the app of cdk8s.yaml', () => {
  test('writes what the committed dist holds', () => {
    const folder = temporaryFolder();
    expect(runApp(folder)).toMatchObject({ status: 0, stderr: '' });
    expect(readFolder(folder)).toEqual(readFolder(join(ROOT, 'dist')));
  });

  test('is bundled again only when something that is in it has changed', () => {
    const bundled = () => statSync(BUNDLE).mtimeMs;
    runApp(temporaryFolder());
    const first = bundled();
    runApp(temporaryFolder());
    expect(bundled()).toBe(first);
    const now = new Date();
    utimesSync(join(ROOT, 'main.ts'), now, now);
    runApp(temporaryFolder());
    expect(bundled()).toBeGreaterThan(first);
  });
});
