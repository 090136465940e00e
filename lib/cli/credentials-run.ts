import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '../core/user-error';
import { arrivedToken } from '../credentials/arrived';
import { deliverToken, type Replace } from '../credentials/delivered';
import { deliverKubeconfig } from '../credentials/kubeconfig';
import { missingKubeconfig } from '../credentials/missing-kubeconfig';
import { tokenStrategyOf } from '../credentials/not-ours';
import { revokeToken } from '../credentials/revoke';
import { STDOUT } from '../credentials/secret-file';
import { storedCredential } from '../credentials/stored';
import type { Change, Target } from '../credentials/target';
import { type Verification, verifyCredential } from '../credentials/verify';
import type { ShardDescription } from '../description/fleet-description';
import { readDescription } from '../description/read';
import { isConfirmed } from './confirm';
import { printResults, type ShardResult } from './credentials-format';
import { FleetClusters } from './fleet-clusters';
import type { FleetOptions } from './fleet-options';
import { secretOutput } from './secret-output';
import { chosenShards, targetOf } from './targets';

/** What `credentials` is told. */
export interface CredentialsOptions extends FleetOptions {
  readonly all?: boolean;
  readonly format: 'text' | 'json';
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  /** Seconds. */
  readonly ifOlderThan?: number;
  readonly fromKubeconfig?: string;
  readonly fromContext?: string;
  readonly output?: string;
  readonly server?: string;
}

/** What a command did, or does as it is asked for one change after the other. */
type Outcome = readonly Change[] | AsyncIterable<Change> | Verification;

type CommandName = 'deliver' | 'renew' | 'revoke' | 'verify';

const OK = 0;
const FAILED = 1;

/**
 * Runs one of the commands for some shards, one after the other. What goes wrong with one does not keep it from the others.
 * @returns the exit status
 */
export async function runCredentials(
  command: CommandName,
  names: readonly string[],
  options: CredentialsOptions,
): Promise<number> {
  const clusters = new FleetClusters(readDescription(options.dist), options);
  const shards = chosenShards(clusters, names, options.all === true);
  if (options.output !== undefined && shards.length > 1) {
    throw new UserError('--output takes the Secret of one shard', 'name one shard');
  }
  if (shards.length === 0) {
    process.stderr.write('no shard of the fleet needs credentials\n');
    printResults([], { format: options.format, dryRun: options.dryRun === true });
    return OK;
  }
  refuseUnusedKubeconfig(shards, options);
  const file = options.output === undefined ? undefined : secretOutput(options.output, options.dist);
  const question = `${command} the credentials of ${shards.map(({ name }) => name).join(', ')}`;
  const isAsked = command !== 'verify' && !options.dryRun && !(file !== undefined && shards.every(isOnlyRead));
  if (isAsked && !(await isConfirmed(question, options.yes === true))) {
    process.stderr.write('nothing was changed\n');
    return FAILED;
  }
  const how = { format: options.format, dryRun: options.dryRun === true, quiet: options.output === STDOUT };
  const results: ShardResult[] = [];
  for (const shard of shards) {
    const result = await resultOf(shard.name, async () =>
      run(command, await targetOf(clusters, shard, file), clusters, options),
    );
    results.push(result);
    // At once, so that it is known what was changed also where the next one never ends.
    if (options.format === 'text') {
      printResults([result], how);
    }
  }
  if (options.format === 'json') {
    printResults(results, how);
  }
  return results.every(isGood) ? OK : FAILED;
}

/** Whether nothing is made in the control plane's cluster for its credential, as the Secret is that tokens are bound to. */
function isOnlyRead({ controller }: ShardDescription): boolean {
  return controller?.credentials?.strategy !== 'delivered';
}

function refuseUnusedKubeconfig(
  shards: readonly ShardDescription[],
  { fromKubeconfig, fromContext }: CredentialsOptions,
): void {
  const takes = ({ controller }: ShardDescription) => controller?.credentials?.strategy === 'existingKubeconfig';
  const option =
    fromKubeconfig !== undefined ? '--from-kubeconfig' : fromContext !== undefined ? '--from-context' : undefined;
  if (option !== undefined && !shards.some(takes)) {
    const names = shards.map(({ name }) => `'${name}'`).join(', ');
    throw new UserError(
      `${option} has no effect: ${names} does not have strategy existingKubeconfig`,
      'leave it out, or choose Credentials.existingKubeconfig() for the shard and synthesise again',
    );
  }
}

async function run(
  command: CommandName,
  target: Target,
  { fleet }: FleetClusters,
  options: CredentialsOptions,
): Promise<Outcome> {
  const how = { dryRun: options.dryRun === true };
  switch (command) {
    case 'verify':
      return verifyCredential(target, await storedCredential(target, options.server), fleet);
    case 'revoke':
      return revokeToken(target, tokenStrategyOf(target, 'revoke'), how);
    case 'renew': {
      const { ifOlderThan } = options;
      return bringToken(
        target,
        'renew',
        ifOlderThan === undefined ? 'always' : { olderThanSeconds: ifOlderThan },
        options,
      );
    }
    case 'deliver':
      return target.credentials.strategy === 'existingKubeconfig'
        ? deliverKubeconfig(target, ownKubeconfig(target, options), how)
        : bringToken(target, 'deliver', 'when-unusable', options);
  }
}

async function bringToken(
  target: Target,
  command: 'deliver' | 'renew',
  replace: Replace,
  { dryRun = false, output }: CredentialsOptions,
): Promise<readonly Change[]> {
  const strategy = tokenStrategyOf(target, command);
  if (strategy.strategy !== 'externalSecrets') {
    const changes = await deliverToken(target, strategy, replace, { dryRun });
    // What else is in the cluster is not known where a file takes its place.
    return output === undefined ? [...changes, ...(await missingKubeconfig(target))] : changes;
  }
  if (output !== undefined) {
    throw new UserError(
      `--output has no effect: External Secrets Operator brings the token of shard '${target.shard.name}'`,
      'leave it out',
    );
  }
  return [...(await arrivedToken(target, strategy)), ...(await missingKubeconfig(target))];
}

function ownKubeconfig({ shard, credentials }: Target, { fromKubeconfig, fromContext }: CredentialsOptions) {
  if (fromKubeconfig === undefined) {
    throw new UserError(
      `shard '${shard.name}' gets a kubeconfig of its owner's, and none is named`,
      'name it by --from-kubeconfig',
    );
  }
  const context = fromContext ?? ('context' in credentials ? credentials.context : undefined);
  const text = textOf(fromKubeconfig);
  if (text === undefined) {
    throw new UserError(`'${fromKubeconfig}' cannot be read`, 'name a kubeconfig by --from-kubeconfig');
  }
  // What it names is meant from where it is, as kubectl takes it.
  const readFile = (path: string) => textOf(resolve(dirname(fromKubeconfig), path));
  return { text, readFile, ...(context !== undefined && { context }) };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

async function resultOf(shard: string, action: () => Promise<Outcome>): Promise<ShardResult> {
  const changes: Change[] = [];
  try {
    const outcome = await action();
    if ('problems' in outcome) {
      return { shard, verification: outcome };
    }
    for await (const change of outcome) {
      changes.push(change);
    }
    return { shard, changes };
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    return { shard, ...(changes.length > 0 && { changes }), error };
  }
}

function isGood({ error, verification }: ShardResult): boolean {
  return error === undefined && (verification?.problems.length ?? 0) === 0;
}
