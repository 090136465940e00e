import { UserError } from '../core/user-error';
import type { Change } from '../credentials/target';
import { namedIn } from '../removal/blockers';
import type { RemovalTarget } from '../removal/target';
import type { RemoveResult } from './remove-format';
import type { FoundShard } from './remove-target';

/** Why a removal stopped that was not done, after some changes. */
export function interrupted(signal: string, { length }: readonly Change[]): UserError {
  const done =
    length === 0 ? 'before anything was gone' : `when ${length} ${length === 1 ? 'object was' : 'objects were'} gone`;
  return new UserError(
    `interrupted by ${signal} ${done}`,
    'run the command again: it goes on with what is not gone yet',
  );
}

/** Why nothing is deleted yet; undefined where nothing is in the way. */
export function refusal(
  { shard, blockers: { named, running } }: RemoveResult,
  { homeObjects, controlPlane: { cluster } }: RemovalTarget,
): UserError | undefined {
  if (named.length > 0) {
    const written = namedIn(homeObjects, shard);
    return new UserError(
      `shard '${shard}' cannot be removed: ${named.length} of the Stages and Warehouses are of it`,
      named.some((each) => written.includes(each))
        ? 'give them another shard in main.ts while none of their Promotions runs, synthesise, and apply that'
        : `dist/${cluster} does not give them this shard: apply dist/${cluster}/3-pipelines while none of their Promotions runs, or change them where they come from`,
    );
  }
  return running.length === 0
    ? undefined
    : new UserError(
        `shard '${shard}' cannot be removed: ${running.length} of its Promotions are not over`,
        'wait until they are, or delete those that no controller works on any more',
      );
}

/** What is said of the shard's controller where nothing is done in its cluster. */
export function elsewhereText(
  { target: { shard, away }, declared, skipped }: FoundShard,
  heartbeat: Date | undefined,
): string | undefined {
  if (away !== undefined) {
    return undefined;
  }
  const lives = heartbeat === undefined ? '' : `, which renewed its Lease at ${heartbeat.toISOString()},`;
  if (skipped !== undefined) {
    return `its controller${lives} in cluster '${skipped.cluster}': dist/${skipped.cluster}/2-kargo says what is there`;
  }
  if (declared) {
    return `its controller${lives || ','} which was installed by other means`;
  }
  const one = heartbeat === undefined ? 'its controller, if there is one still,' : `its controller${lives}`;
  return `${one} in a cluster of which fleet.json no longer tells: 'remove ${shard} --dist FOLDER' with the dist of before deletes it`;
}
