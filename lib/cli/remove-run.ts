import { nearest } from '../core/nearest';
import { formatUserError, UserError } from '../core/user-error';
import type { Change } from '../credentials/target';
import { readDescription } from '../description/read';
import { KubeError } from '../kube/error';
import { lastHeartbeat } from '../removal/alive';
import { blockersOf } from '../removal/blockers';
import { editsOf } from '../removal/edits';
import { removalOf } from '../removal/removal';
import { runRemoval, tryRemoval } from '../removal/run';
import { changeText } from './credentials-format';
import { FleetClusters } from './fleet-clusters';
import type { FleetOptions } from './fleet-options';
import { Interruption } from './interruption';
import { blockersText, doneText, leftText, planText, type RemoveResult, removeJson } from './remove-format';
import { elsewhereText, interrupted, refusal } from './remove-reasons';
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

/**
 * Says what there is of a shard, and deletes it if told to.
 * @returns the exit status: that of the signal where one ended it
 */
export async function runRemove(name: string, options: RemoveOptions): Promise<number> {
  const interruption = new Interruption();
  const clusters = new FleetClusters(readDescription(options.dist), options, interruption.signal);
  const found = await findShard(clusters, name, { dist: options.dist, skipCluster: options.skipCluster === true });
  const plan = await planOf(found, clusters, options);
  const isText = options.format === 'text';
  const isDone = options.yes === true && options.dryRun !== true;
  if (isText && !isDone) {
    process.stdout.write(`${planText(plan)}\n`);
  }
  const result = await interruption.during(() => carryOut(found, plan, options, interruption));
  if (!isText) {
    process.stdout.write(removeJson(result));
  } else if (isDone && result.error === undefined) {
    process.stdout.write(`${doneText(result)}\n`);
  } else if (options.yes !== true && options.dryRun !== true && result.error === undefined && plan.steps.length > 0) {
    process.stderr.write('nothing was deleted: give --dry-run to try it, and --yes to do it\n');
  }
  if (isText && result.error !== undefined) {
    const blockers = blockersText(result.blockers);
    const left = isDone && blockers === '' ? leftText(result) : '';
    const lists = [blockers, left].filter((text) => text !== '');
    process.stderr.write([...lists, formatUserError(result.error), ''].join('\n'));
  }
  return result.error === undefined ? OK : (interruption.by?.status ?? FAILED);
}

async function planOf(
  { target, declared, skipped }: FoundShard,
  clusters: FleetClusters,
  { dryRun }: RemoveOptions,
): Promise<RemoveResult> {
  const { shard, controlPlane, homeObjects } = target;
  const [blockers, { steps, stays }, heartbeat] = await Promise.all([
    blockersOf(shard, target.home),
    removalOf(target),
    lastHeartbeat(target),
  ]);
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
  const elsewhere = elsewhereText({ target, declared, ...(skipped && { skipped }) }, heartbeat);
  return {
    shard,
    dryRun: dryRun === true,
    edits: editsOf({ fleet: clusters.fleet, shard, homeObjects, named: blockers.named }),
    blockers,
    steps,
    stays: [...stays, ...(elsewhere === undefined ? [] : [elsewhere])],
    changes: [],
    ...(target.away === undefined && { onlyIn: controlPlane.cluster }),
  };
}

async function carryOut(
  { target }: FoundShard,
  plan: RemoveResult,
  options: RemoveOptions,
  interruption: Interruption,
): Promise<RemoveResult> {
  const refused = refusal(plan, target);
  if (refused !== undefined) {
    return { ...plan, error: refused };
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
  const onWait = (what: string) => {
    process.stderr.write(`waiting for ${what}; ${options.timeout} s at most\n`);
  };
  try {
    // Before the first object goes, every server has said yes to every one.
    const tried = await tryRemoval(target, plan.steps);
    if (options.dryRun === true) {
      tried.forEach(onChange);
    } else {
      const { timeout: seconds, forceFinalizers = false } = options;
      await runRemoval(target, { seconds, forceFinalizers, onChange, onWait, signal: interruption.signal });
    }
    return { ...plan, changes };
  } catch (error) {
    const { by } = interruption;
    if (by !== undefined) {
      return { ...plan, changes, error: interrupted(by.name, changes) };
    }
    if (!(error instanceof UserError)) {
      throw error;
    }
    return { ...plan, changes, error };
  }
}
