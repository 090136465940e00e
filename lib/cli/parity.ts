import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ParityOptions } from './parity-run';
import { addReleaseOptions } from './release-options';

const LARGEST_SEED = 2 ** 31 - 1;

const STATUS = `
Exit status: 0 without a difference, 1 with one or when nothing could be compared, 2 when the command line is wrong.`;

/** Adds `parity`: the same values through both renderers, and every difference on stdout. */
export function addParity(program: Command): void {
  addReleaseOptions(program.command('parity'))
    .description("Compare the embedded renderer with Kargo's official chart: on values of yours, or on random ones")
    .option('--chart <path>', "folder or .tgz of Kargo's official chart, rendered by helm (env HELM, else on PATH)")
    .addOption(
      new Option('--recorded <file>', 'what the chart rendered for --values before, as YAML or a JSON list').conflicts(
        'chart',
      ),
    )
    .addOption(
      new Option('--runs <number>', 'how many random sets of values, without --values')
        .argParser(whole(1, 1_000_000))
        .default(100)
        .conflicts('values'),
    )
    .addOption(
      new Option('--seed <number>', 'repeats the random sets of a former run, without --values')
        .argParser(whole(-LARGEST_SEED, LARGEST_SEED))
        .conflicts('values'),
    )
    .addHelpText('after', STATUS)
    .action((options: ParityOptions, command: Command) => {
      if (options.chart === undefined && options.recorded === undefined) {
        command.error("error: there is nothing to compare with: give '--chart' or '--recorded'");
      }
      if (options.recorded !== undefined && options.values.length === 0) {
        command.error("error: option '--recorded' needs the '--values' that it was recorded with");
      }
      return parity(options);
    });
}

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

// Both renderers are loaded here, so that --help and mistakes in the command line are told at once.
async function parity(options: ParityOptions): Promise<void> {
  const { compareWithChart } = await import('./parity-run');
  process.exitCode = (await compareWithChart(options)) ? 0 : 1;
}
