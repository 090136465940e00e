import { type Command, InvalidArgumentError, Option } from 'commander';
import { durationSeconds } from '../core/duration';
import { addFleetOptions } from './fleet-options';
import type { RemoveOptions } from './remove-run';

const HELP = `
Says what to take out of main.ts, and what is there of the shard in its own cluster and in that of the control plane, in the
order in which it is deleted. Nothing is deleted without --yes, and nothing at all while Stages or Warehouses name the shard
or Promotions of it are running. When it was stopped, it says what is not gone yet, and goes on when it is run again.

Exit status: 0 when all went well, 1 otherwise, 2 when the command line is wrong, 130 or 143 when Ctrl-C or SIGTERM ended it.`;

const WAIT_SECONDS = 60;

/** Adds `remove`: takes a shard out of a fleet. */
export function addRemove(program: Command): void {
  addFleetOptions(program.command('remove'))
    .description('Take a shard out of the fleet: say what to edit, and delete what is there of it')
    .addHelpText('after', HELP)
    .argument('<shard>', 'name of the shard')
    .option('--dry-run', 'delete nothing, and ask the servers whether they would')
    .option('-y, --yes', 'delete')
    .option('--skip-cluster', "leave the shard's own cluster alone, for one that cannot be reached any more")
    .option('--force-finalizers', 'take out finalizers of Kargo, and of nobody else, that stay')
    .addOption(
      new Option('--timeout <duration>', 'how long to wait for each object to be gone')
        .argParser(seconds)
        .default(WAIT_SECONDS, `${WAIT_SECONDS}s`),
    )
    .addOption(new Option('--format <format>', 'how results are printed').choices(['text', 'json']).default('text'))
    .action(async (shard: string, options: RemoveOptions) => {
      const { runRemove } = await import('./remove-run');
      process.exitCode = await runRemove(shard, options);
    });
}

function seconds(value: string): number {
  const parsed = durationSeconds(value);
  if (parsed === undefined) {
    throw new InvalidArgumentError("expected a duration such as '60s'.");
  }
  return parsed;
}
