import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CheckOptions } from './check-run';

const HELP = `
Folders are read at any depth: files that end in .yaml, .yml or .json, except for kustomization.yaml and the patches that
it names, and for what is in node_modules or begins with a point. Patterns may have *, ? and ** in them. Kargo's objects
are taken for those of one cluster; any other object that comes again in another folder is taken for one of another.

--assume says what is missing when it is not among the files:
  projects   what a Stage refers to, where the Project of the Stage is among the files
  complete   that, Projects and ClusterPromotionTasks: the files are all that there is
  nothing    nothing: it may all be elsewhere

Exit status: 0 without errors, 1 with errors, 2 when there is nothing to check or the command line is wrong.`;

/** Adds `check`: YAML of any origin in, and everything that is wrong with it on stdout. */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description("Check Kargo's YAML, without a fleet")
    .argument('<path...>', 'files, folders or patterns; - is stdin')
    .option('--shards <names>', 'the shards that have a controller, with commas between', names)
    .option('--no-default-controller', 'nothing handles a Stage or a Warehouse that has no shard')
    .addOption(
      new Option('--assume <what>', 'what is wrong when it is not among the files')
        .choices(['projects', 'complete', 'nothing'])
        .default('projects'),
    )
    .addOption(
      new Option('--format <format>', 'how findings are printed').choices(['text', 'json', 'github']).default('text'),
    )
    .addHelpText('after', HELP)
    .action(check);
}

function names(value: string, previous: readonly string[] = []): string[] {
  const given = value.split(',').map((name) => name.trim());
  if (given.includes('')) {
    throw new InvalidArgumentError('expected names with commas between.');
  }
  return [...new Set([...previous, ...given])];
}

// The checks are loaded here, so that --help and mistakes in the command line are told at once.
async function check(paths: readonly string[], options: CheckOptions): Promise<void> {
  const { checkPaths } = await import('./check-run');
  process.exitCode = checkPaths(paths, options);
}
