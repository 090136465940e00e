import { spawnSync } from 'node:child_process';

/** How often each command is timed, in turns, so that what slows the machine down slows down both. */
const ROUNDS = 9;

/** The limit that synth of the example has to stay below, as a multiple of `cdk8s --version`. */
const LIMIT = 1.4;

/**
 * Measures synth of the example, and prints what it took.
 * @param outdir where the manifests go
 * @returns whether it is within its limit
 * @throws Error when a command fails
 */
export function benchSynth(outdir: string): boolean {
  const synth = ['synth', '--output', outdir];
  seconds(['--version']);
  seconds(synth);
  const times = Array.from({ length: ROUNDS }, () => ({ version: seconds(['--version']), synth: seconds(synth) }));
  const version = median(times.map((time) => time.version));
  const whole = median(times.map((time) => time.synth));
  process.stdout.write(`npx cdk8s --version   ${version.toFixed(3)} s (median of ${ROUNDS})\n`);
  process.stdout.write(`npx cdk8s synth       ${whole.toFixed(3)} s (median of ${ROUNDS})\n`);
  process.stdout.write(`ratio                 ${(whole / version).toFixed(2)} (limit ${LIMIT})\n`);
  return whole / version <= LIMIT;
}

function seconds(args: readonly string[]): number {
  const begin = process.hrtime.bigint();
  const { status, stderr } = spawnSync('npx', ['cdk8s', ...args], {
    encoding: 'utf8',
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
  });
  if (status !== 0) {
    throw new Error(`npx cdk8s ${args.join(' ')} ended with status ${status}:\n${stderr}`);
  }
  return Number(process.hrtime.bigint() - begin) / 1e9;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
