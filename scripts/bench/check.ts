import { spawnSync } from 'node:child_process';
import { FILES, STAGES, writePipelines } from './pipelines';

/** What `check` may take on two cores. */
const MOST_SECONDS = 10;
const MOST_GIGABYTES = 1;

/** What `npm run build` makes of the command. */
const COMMAND = 'build/lib/cli/main.js';

// Loaded before the command: tells the most memory that the process ever had, in KiB, as nobody else does on every system.
const REPORT = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));",
)}`;

/**
 * Measures `cdk8s-kargo check` on many pipelines without mistakes, and prints what it took.
 * @param folder where the pipelines are written
 * @returns whether it is within its limits
 * @throws Error when the command finds an error, or fails
 */
export function benchCheck(folder: string): boolean {
  writePipelines(folder);
  const begin = process.hrtime.bigint();
  const { status, stdout, stderr, output } = spawnSync(
    process.execPath,
    ['--import', REPORT, COMMAND, 'check', folder, '--assume', 'complete'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', 'pipe'], maxBuffer: 2 ** 30 },
  );
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  if (status !== 0) {
    throw new Error(`cdk8s-kargo check ended with status ${status}:\n${stderr}${stdout.slice(0, 2000)}`);
  }
  const gigabytes = (Number(output[3]) * 1024) / 1e9;
  process.stdout.write(`cdk8s-kargo check     ${FILES} files, ${STAGES} Stages\n`);
  process.stdout.write(`  time                ${seconds.toFixed(2)} s (limit ${MOST_SECONDS} s)\n`);
  process.stdout.write(`  memory              ${gigabytes.toFixed(2)} GB (limit ${MOST_GIGABYTES} GB)\n`);
  return seconds <= MOST_SECONDS && gigabytes <= MOST_GIGABYTES;
}
