import { nearest } from '../core/nearest';
import { formatUserError, UserError } from '../core/user-error';
import type { Change } from '../credentials/target';
import { readDescription } from '../description/read';
import { KubeError } from '../kube/error';
import { type Blockers, blockersOf } from '../removal/blockers';
import { editsOf } from '../removal/edits';
import { removalOf } from '../removal/removal';
import { runRemoval, tryRemoval } from '../removal/run';
import { changeText } from './credentials-format';
import { FleetClusters } from './fleet-clusters';
import type { FleetOptions } from './fleet-options';
import { blockersText, planText, type RemoveResult, removeJson, restText } from './remove-format';
import { type FoundShard, findShard } from './remove-target';

/** What `remove` is told. */
export interface RemoveOptions extends FleetOptions {
  readonly format: 'text' | 'json';
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly skipCluster?: boolean;
  readonly forceFinalizers?: boolean;
  /** Seconds. */
  readonly timeout: number;
}

const OK = 0;
const FAILED = 1;

/** Says what there is of a shard, and deletes it if told to. @returns the exit status */
export async function runRemove(name: string, options: RemoveOptions): Promise<number> {
  const clusters = new FleetClusters(readDescription(options.dist), options);
  const found = await findShard(clusters, name, { dist: options.dist, skipCluster: options.skipCluster === true });
  const plan = await planOf(found, clusters, options);
  const isText = options.format === 'text';
  const isDone = options.yes === true && options.dryRun !== true;
  if (isText && !isDone) {
    process.stdout.write(`${planText(plan)}\n`);
  }
  const result = await carryOut(found, plan, options);
  if (!isText) {
    process.stdout.write(removeJson(result));
  } else if (isDone && result.error === undefined) {
    process.stdout.write(doneText(result));
  } else if (options.yes !== true && options.dryRun !== true && result.error === undefined && plan.steps.length > 0) {
    process.stderr.write('nothing was deleted: give --dry-run to try it, and --yes to do it\n');
  }
  if (isText && result.error !== undefined) {
    const blockers = blockersText(result.blockers);
    process.stderr.write(`${blockers === '' ? '' : `${blockers}\n`}${formatUserError(result.error)}\n`);
  }
  return result.error === undefined ? OK : FAILED;
}

async function planOf(
  { target, declared, skipped }: FoundShard,
  clusters: FleetClusters,
  { dryRun }: RemoveOptions,
): Promise<RemoveResult> {
  const { shard, controlPlane } = target;
  const [blockers, { steps, stays }] = await Promise.all([blockersOf(shard, target.home), removalOf(target)]);
  const isUnknown = !declared && steps.length + stays.length + blockers.named.length + blockers.running.length === 0;
  if (isUnknown) {
    const meant = nearest(
      shard,
      clusters.fleet.shards.map(({ name }) => name),
    );
    throw new KubeError(
      'missing',
      `the fleet has no shard '${shard}', and cluster '${controlPlane.cluster}' has nothing of one`,
      meant === undefined ? 'if it was removed, nothing is left to do there' : `did you mean '${meant}'?`,
    );
  }
  const elsewhere = elsewhereText({ target, declared, ...(skipped && { skipped }) });
  return {
    shard,
    dryRun: dryRun === true,
    edits: editsOf(target, declared),
    blockers,
    steps,
    stays: [...stays, ...(elsewhere === undefined ? [] : [elsewhere])],
    changes: [],
  };
}

async function carryOut({ target }: FoundShard, plan: RemoveResult, options: RemoveOptions): Promise<RemoveResult> {
  const error = refusal(plan.shard, plan.blockers);
  if (error !== undefined) {
    return { ...plan, error };
  }
  if (options.dryRun !== true && options.yes !== true) {
    return plan;
  }
  const changes: Change[] = [];
  const onChange = (change: Change) => {
    changes.push(change);
    if (options.format === 'text') {
      process.stdout.write(`${changeText(change, options.dryRun === true)}\n`);
    }
  };
  try {
    // Before the first object goes, every server has said yes to every one.
    const tried = await tryRemoval(target, plan.steps);
    if (options.dryRun === true) {
      tried.forEach(onChange);
    } else {
      const { timeout: seconds, forceFinalizers = false } = options;
      await runRemoval(target, { seconds, forceFinalizers, onChange });
    }
    return { ...plan, changes };
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    return { ...plan, changes, error };
  }
}

function refusal(shard: string, { named, running }: Blockers): UserError | undefined {
  if (named.length > 0) {
    return new UserError(
      `shard '${shard}' cannot be removed: ${named.length} of the Stages and Warehouses are of it`,
      'give them another shard in main.ts while none of their Promotions runs, synthesise, and apply that',
    );
  }
  return running.length === 0
    ? undefined
    : new UserError(
        `shard '${shard}' cannot be removed: ${running.length} of its Promotions are not over`,
        'wait until they are, or delete those that no controller works on any more',
      );
}

/** What is said of the cluster of the shard's controller where nothing is done there. */
function elsewhereText({ target: { shard, away }, declared, skipped }: FoundShard): string | undefined {
  if (away !== undefined) {
    return undefined;
  }
  if (skipped !== undefined) {
    return `its controller in cluster '${skipped.cluster}': dist/${skipped.cluster}/2-kargo says what is there`;
  }
  return declared
    ? 'its controller, which was installed by other means'
    : `its controller in a cluster of which fleet.json no longer tells: 'remove ${shard} --dist FOLDER' with the dist of before deletes it`;
}

function doneText(result: RemoveResult): string {
  const { shard, changes } = result;
  const text = changes.length === 0 ? `nothing was there of shard '${shard}'` : `nothing is left of shard '${shard}'`;
  return [text, ...restText(result), ''].join('\n');
}
