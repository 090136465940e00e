import type { Command } from 'commander';
import type { Problem, Where } from '../core/finding';
import { DEFAULT_FOLDER, OFFICIAL_SOURCE } from '../renderer/helm/vendor/places';
import { Failed } from './failed';

interface FolderOptions {
  readonly folder: string;
}

interface PullOptions extends FolderOptions {
  readonly from: string;
  readonly helm?: string;
  readonly plainHttp?: boolean;
  readonly force?: boolean;
}

const STATUS = `
Exit status: 0 when all went well, 1 when a chart cannot be had or is not the one that was pinned (list only tells that), 2
when the command line is wrong.`;

/** Adds `chart`: Kargo's official chart, pinned in a folder of the app. */
export function addChart(program: Command): void {
  const chart = program
    .command('chart')
    .description("Pin Kargo's official chart in a folder, for HelmRenderer.vendored")
    .addHelpText('afterAll', STATUS);
  chart
    .command('pull')
    .description('Fetch a chart with helm and record its sha256, or check that it is still the same')
    .argument('<version>', 'version of Kargo, for example 1.11.2')
    .option(
      '--from <source>',
      'oci:// address, https:// address of a Helm repository, or path of a .tgz',
      OFFICIAL_SOURCE,
    )
    .option('--folder <path>', 'where the charts and their lock.yaml are', DEFAULT_FOLDER)
    .option('--helm <path>', 'the helm executable (default: env HELM, else on PATH)')
    .option('--plain-http', 'talk to the registry without TLS')
    .option('--force', 'replace a pinned chart of the same version by another')
    .action(pull);
  chart
    .command('list')
    .description('Print the pinned charts, and whether their files are right')
    .option('--folder <path>', 'where the charts and their lock.yaml are', DEFAULT_FOLDER)
    .action(list);
  chart
    .command('verify')
    .description('Fail unless each chart in the folder is the one that was pinned')
    .option('--folder <path>', 'where the charts and their lock.yaml are', DEFAULT_FOLDER)
    .action(verify);
}

// What pulls and compares is loaded here, so that --help and mistakes in the command line are told at once.
async function pull(version: string, options: PullOptions): Promise<void> {
  const { from, folder, helm, plainHttp = false, force = false } = options;
  const { pullChart } = await import('../renderer/helm/vendor/pull');
  const { outcome, path, sha256, source } = await told(folder, () =>
    pullChart({ version, from, folder, helm, plainHttp, force }),
  );
  const did = {
    pinned: `${path}: pinned`,
    unchanged: `${path}: pinned already, and still the same`,
    restored: `${path}: put back as it was pinned`,
    replaced: `${path}: replaced by force`,
  }[outcome];
  process.stdout.write(`${did}\n  source ${source}\n  sha256 ${sha256}\n`);
}

async function list({ folder }: FolderOptions): Promise<void> {
  const { surveyCharts } = await import('../renderer/helm/vendor/survey');
  for (const { version, entry, problems } of await told(folder, () => surveyCharts(folder))) {
    const state = problems.map(({ id }) => id).join(', ') || 'ok';
    process.stdout.write(`${[version, state, entry?.source ?? '-', entry?.sha256 ?? '-'].join('\t')}\n`);
  }
}

async function verify({ folder }: FolderOptions): Promise<void> {
  const { surveyCharts } = await import('../renderer/helm/vendor/survey');
  const charts = await told(folder, () => surveyCharts(folder));
  const problems = charts.flatMap((chart) => chart.problems);
  if (problems.length > 0) {
    throw new Failed(problems.map((problem) => ({ ...problem, where: { file: folder } })));
  }
  process.stdout.write(`${folder}: ${charts.length} pinned, all as in lock.yaml\n`);
}

/** Runs something whose RenderErrors are mistakes of the command's user. */
async function told<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  const { RenderError } = await import('../renderer/renderer');
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RenderError)) {
      throw error;
    }
    throw new Failed(error.problems.map((problem) => ({ ...problem, where: whereOf(problem, folder) })));
  }
}

/** The command line is to blame for the version, the source, the folder and helm; the folder for what is in it. */
function whereOf({ id }: Problem, folder: string): Where {
  return { file: /^lock-|^chart-(digest|unlocked|missing)$/.test(id) ? folder : 'command line' };
}
