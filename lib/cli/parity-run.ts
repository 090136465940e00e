import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { formatFinding } from '../core/finding';
import type { JsonObject } from '../core/kube-object';
import { toYaml } from '../core/yaml';
import { recordedRender } from '../parity/recorded';
import { formatTally, formatVerdict } from '../parity/report';
import { counting, NONE, type Tally } from '../parity/tally';
import { judge, type Render, type Verdict } from '../parity/verdict';
import { EmbeddedRenderer } from '../renderer/embedded';
import { HelmRenderer } from '../renderer/helm';
import { RenderError } from '../renderer/renderer';
import { Failed } from './failed';
import { Progress } from './progress';
import type { ReleaseOptions } from './release-options';
import { ValuesFiles } from './values-files';

/** What `parity` is told: a chart, or a record and the values that it was made with. */
export interface ParityOptions extends ReleaseOptions {
  /** @default - there is a record */
  readonly chart?: string;
  /** @default - there is a chart */
  readonly recorded?: string;
  /** How many random sets of values, where no values are given. */
  readonly runs: number;
  /** @default - another one in each run */
  readonly seed?: number;
}

// With it the chart renders ServiceMonitors, so that they are compared too.
const MONITORING = 'monitoring.coreos.com/v1';

const LARGEST_SEED = 2 ** 31;

/**
 * Compares the embedded renderer with a chart or a record of one, and prints what is different.
 * @returns whether nothing is
 * @throws Failed when a file cannot be read, or when there is no chart of Kargo's or no helm
 */
export async function compareWithChart(options: ParityOptions): Promise<boolean> {
  const files = await ValuesFiles.read(options.values);
  try {
    const chart = await otherSide(options);
    return options.values.length > 0 ? compareGiven(options, chart, files.merged) : await compareRandom(options, chart);
  } catch (error) {
    if (!(error instanceof RenderError)) {
      throw error;
    }
    const where = { file: options.recorded ?? options.chart ?? 'command line' };
    throw new Failed(error.problems.map((problem) => ({ ...problem, where })));
  }
}

async function otherSide({ chart = '', recorded }: ParityOptions): Promise<Render> {
  if (recorded !== undefined) {
    return recordedRender(await readRecord(recorded), recorded);
  }
  const renderer = new HelmRenderer({ chart });
  warnOfOtherVersion(chart, renderer.version);
  return (request) => renderer.render(request);
}

async function readRecord(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RenderError([
      {
        severity: 'error',
        id: 'recorded-unreadable',
        message: `the recorded render cannot be read: ${reason}`,
        fix: 'give the path of a file that holds what the chart rendered',
      },
    ]);
  }
}

/** Not an error: what another release of Kargo does differently is worth knowing, too. */
function warnOfOtherVersion(chart: string, version: string): void {
  const ours = new EmbeddedRenderer().version;
  if (version !== ours) {
    const warning = formatFinding({
      severity: 'warning',
      id: 'parity-version',
      message: `the chart is of Kargo ${version}, the embedded renderer renders ${ours}, so that all objects differ`,
      fix: `compare with the chart of Kargo ${ours}`,
      where: { file: chart },
    });
    process.stderr.write(`${warning}\n`);
  }
}

function judgeOf(options: ParityOptions, chart: Render, apiVersions: readonly string[]) {
  const renderer = new EmbeddedRenderer();
  const { release: releaseName, namespace, kubeVersion } = options;
  const common = { releaseName, namespace, apiVersions, ...(kubeVersion !== undefined && { kubeVersion }) };
  return (values: JsonObject): Verdict => judge({ ...common, values }, (request) => renderer.render(request), chart);
}

function compareGiven(options: ParityOptions, chart: Render, values: JsonObject): boolean {
  const verdict = judgeOf(options, chart, options.apiVersions)(values);
  const tally = counting(NONE, verdict);
  process.stdout.write(formatVerdict(verdict) + formatTally(tally));
  return agrees(tally);
}

async function compareRandom(options: ParityOptions, chart: Render): Promise<boolean> {
  // What makes random values is loaded only where there are some.
  const { compareRandomSets } = await import('../parity/random');
  const { runs, seed = randomInt(LARGEST_SEED) } = options;
  const apiVersions = options.apiVersions.length > 0 ? options.apiVersions : [MONITORING];
  const { tally, differing } = withProgress(runs, (onSet) =>
    compareRandomSets({ runs, seed, judge: judgeOf(options, chart, apiVersions), onSet }),
  );
  const found = differing === undefined ? '' : toYaml(differing.values) + formatVerdict(differing.verdict);
  process.stdout.write(`${found}${formatTally(tally)}`);
  process.stdout.write(`--runs ${runs} --seed ${seed} repeats this\n`);
  return agrees(tally);
}

function withProgress<T>(runs: number, compare: (onSet: (done: number) => void) => T): T {
  const progress = new Progress(process.stderr, 'sets of values', runs);
  try {
    return compare((done) => progress.update(done));
  } finally {
    progress.end();
  }
}

function agrees({ different }: Tally): boolean {
  return different === 0;
}
