import { rmSync } from 'node:fs';

/** Removes the temporary folder that setUp made, with all that tests left there, after the last one. */
export default function tearDown(): void {
  const folder = process.env.TMPDIR ?? '';
  if (folder.includes('cdk8s-kargo-tests-')) {
    rmSync(folder, { recursive: true, force: true });
  }
}
