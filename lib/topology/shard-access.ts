import type { Construct } from 'constructs';
import type { ShardFact } from '../constructs/facts';
import { recordFinding } from '../constructs/findings';
import { RemoteControllerAccess, type RemoteControllerAccessProps, type ShardAccess } from './remote-controller-access';
import { Shard } from './shard';

/** Makes the access of every shard that needs one: all but the default controller's own. */
export function grantAccess(
  scope: Construct,
  entries: readonly (Shard | ShardAccess)[],
  ownShard: Shard | undefined,
  common: Omit<RemoteControllerAccessProps, keyof ShardAccess>,
): ReadonlyMap<Shard, RemoteControllerAccess> {
  const accesses = new Map<Shard, RemoteControllerAccess>();
  for (const entry of entries) {
    const access = Shard.isShard(entry) ? { shard: entry } : entry;
    const { shard } = access;
    const id = `access-${shard.name}`;
    if (shard === ownShard && access === entry) {
      recordFinding(scope, {
        severity: 'error',
        id: 'access-unused',
        message: `the access of shard '${shard.name}' has no effect: the default controller claims that shard, and needs none`,
        fix: `write the Shard itself in 'shards', or leave it out there`,
      });
    } else if (shard !== ownShard && scope.node.tryFindChild(id) === undefined) {
      accesses.set(shard, new RemoteControllerAccess(scope, id, { ...common, ...access }));
    } else if (shard !== ownShard) {
      recordFinding(scope, {
        severity: 'error',
        id: 'shard-declared-twice',
        message: `shard '${shard.name}' is given twice in 'shards'`,
        fix: 'make one Shard of that name and give it once',
      });
    }
  }
  return accesses;
}

/** What the fleet has to know of a shard. */
export function shardFact(shard: Shard, access: RemoteControllerAccess | undefined): ShardFact {
  const { name, argocd, rollouts, runElsewhere } = shard;
  return { kind: 'shard', name, argocd, rollouts, runElsewhere, serviceAccount: access?.serviceAccountName };
}
