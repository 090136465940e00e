import { type Command, InvalidArgumentError, Option } from 'commander';
import { EXISTING_IN_CLUSTER, EXISTING_IN_PROJECT, parseExisting } from '../checks/existing-names';
import type { ExternalView } from '../checks/view';
import { type ApplicationsPath, applicationsPath } from './applications-path';
import type { CheckOptions } from './check-run';

const HELP = `
Folders are read at any depth: files that end in .yaml, .yml or .json, except for kustomization.yaml and the patches that
it names, and for what is in node_modules or begins with a point. Patterns may have *, ? and ** in them. Kargo's objects
are taken for those of one cluster; any other object that comes again in another folder is taken for one of another.

--assume says what is missing when it is not among the files:
  projects   what a Stage refers to, where the Project of the Stage is among the files
  complete   that, Projects and ClusterPromotionTasks: the files are all that there is
  nothing    nothing: it may all be elsewhere
--existing names what is elsewhere, as Warehouse/PROJECT/NAME, or as ClusterPromotionTask/NAME for what is in no Project.

The annotation ignore-check.cdk8s-kargo/<id>: <reason> silences a finding about the object that has it. It is then told
on stderr, with the reason.

Applications of Argo CD among the files are compared with the Stages that update them. --applications SHARD=PATH says whose
controller sees those at a path, which may be among the files or elsewhere; =PATH is for what has no shard, and PATH alone for
any. It may be given many times. A path with = in it begins with a folder, as ./a=b.

Exit status: 0 without errors, 1 with errors, 2 when there is nothing to check or the command line is wrong.`;

/** Adds `check`: YAML of any origin in, and everything that is wrong with it on stdout. */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description("Check Kargo's YAML, without a fleet")
    .argument('<path...>', 'files, folders or patterns; - is stdin')
    .option('--shards <names>', 'the shards that have a controller, with commas between', names)
    .option('--no-default-controller', 'nothing handles a Stage or a Warehouse that has no shard')
    .option('--applications <[shard=]path>', 'all Applications of Argo CD that a shard sees', applicationsPaths)
    .addOption(
      new Option('--assume <what>', 'what is wrong when it is not among the files')
        .choices(['projects', 'complete', 'nothing'])
        .default('projects'),
    )
    .option('--existing <names>', 'what exists although it is not among the files, with commas between', existingNames)
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

function existingNames(value: string, previous: readonly ExternalView[] = []): ExternalView[] {
  const given = value.split(',').map((name) => {
    const existing = parseExisting(name.trim());
    if (existing === undefined) {
      throw new InvalidArgumentError(
        `expected KIND/PROJECT/NAME of a ${EXISTING_IN_PROJECT.join(', ')}, or KIND/NAME of a ${EXISTING_IN_CLUSTER.join(', ')}.`,
      );
    }
    return existing;
  });
  return [...previous, ...given];
}

function applicationsPaths(value: string, previous: readonly ApplicationsPath[] = []): ApplicationsPath[] {
  const given = applicationsPath(value);
  if (given === undefined) {
    throw new InvalidArgumentError('expected a path, or a shard, = and a path.');
  }
  return [...previous, given];
}

// The checks are loaded here, so that --help and mistakes in the command line are told at once.
async function check(paths: readonly string[], options: CheckOptions): Promise<void> {
  const { checkPaths } = await import('./check-run');
  process.exitCode = checkPaths(paths, options);
}
