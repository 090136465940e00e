import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives all tests of a run one temporary folder (env `TMPDIR`), before the first of them. */
export default function setUp(): void {
  process.env.TMPDIR = mkdtempSync(join(realpathSync(tmpdir()), 'cdk8s-kargo-tests-'));
}
