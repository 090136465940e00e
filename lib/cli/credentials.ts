import { type Command, InvalidArgumentError, Option } from 'commander';
import { durationSeconds } from '../core/duration';
import type { CredentialsOptions } from './credentials-run';
import { addFleetOptions } from './fleet-options';

const HELP = `
Contexts, clusters and names are read from fleet.json in the output folder of synth. A token goes from the control plane's
cluster to that of the shard in memory, and is never shown. Every command can be run again.`;

const STATUS = `
Exit status: 0 when all went well, 1 otherwise, 2 when the command line is wrong.`;

/** Adds `credentials`: what the controllers of shards prove to the control plane who they are with. */
export function addCredentials(program: Command): void {
  const credentials = program
    .command('credentials')
    .description('Deliver, renew, revoke and verify what the controllers of shards log in with')
    .addHelpText('after', HELP)
    .addHelpText('afterAll', STATUS);
  changing(credentials, 'deliver', 'See to it that shards have a credential that works')
    .option('--from-kubeconfig <file>', "the owner's kubeconfig, for a shard with strategy existingKubeconfig")
    .option('--from-context <context>', "the context of it that is taken (default: the shard's, or its current one)")
    .option(
      '-o, --output <file>',
      "write the Secret into a new file (mode 0600, - for stdout), not into the shard's cluster",
    )
    .action(action('deliver'));
  changing(credentials, 'renew', 'Give shards a new token; the old one ends by itself')
    .addOption(
      new Option('--if-older-than <duration>', 'only where the token is older, for example 12h').argParser(seconds),
    )
    .action(action('renew'));
  changing(
    credentials,
    'revoke',
    'End all tokens of shards with their ServiceAccounts, and wait until the server refuses them',
  ).action(action('revoke'));
  shardCommand(credentials, 'verify', 'Try the credentials of shards: what they may do, and what they must not')
    .addOption(
      new Option(
        '--server <url>',
        "the control plane's API server as this machine reaches it (default: as the shard does)",
      ).argParser(httpsUrl),
    )
    .action(action('verify'));
}

function shardCommand(parent: Command, name: string, description: string): Command {
  return addFleetOptions(parent.command(name).description(description))
    .argument('[shard...]', 'names of shards')
    .option('--all', 'all shards of the fleet')
    .addOption(new Option('--format <format>', 'how results are printed').choices(['text', 'json']).default('text'));
}

function changing(parent: Command, name: string, description: string): Command {
  return shardCommand(parent, name, description)
    .option('--dry-run', 'change nothing, and say what would be changed')
    .option('-y, --yes', 'do not ask');
}

function action(command: 'deliver' | 'renew' | 'revoke' | 'verify') {
  return async (shards: readonly string[], options: CredentialsOptions, given: Command): Promise<void> => {
    if (shards.length > 0 === (options.all === true)) {
      given.error(
        shards.length > 0
          ? 'error: shards are named, and --all is given as well: give one of them'
          : 'error: no shard is named: name shards, or give --all',
      );
    }
    const { runCredentials } = await import('./credentials-run');
    process.exitCode = await runCredentials(command, shards, options);
  };
}

function httpsUrl(value: string): string {
  if (!URL.canParse(value) || new URL(value).protocol !== 'https:') {
    throw new InvalidArgumentError("expected a URL such as 'https://prod.example.com:6443'.");
  }
  return value;
}

function seconds(value: string): number {
  const parsed = durationSeconds(value);
  if (parsed === undefined) {
    throw new InvalidArgumentError("expected a duration such as '12h'.");
  }
  return parsed;
}
