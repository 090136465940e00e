import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchCheck } from './bench/check';
import { benchSynth } from './bench/synth';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-kargo-bench-'));
try {
  const within = [benchSynth(join(folder, 'dist')), benchCheck(join(folder, 'pipelines'))];
  process.exitCode = within.every((each) => each) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
