import type { Construct } from 'constructs';
import type { ShardFact } from '../constructs/facts';
import { recordFinding } from '../constructs/findings';
import { RemoteControllerAccess } from './remote-controller-access';
import type { RemoteControllerAccessProps, ShardAccess } from './remote-controller-access-props';
import { Shard } from './shard';

/** What a control plane is told about its shards. */
export interface GivenShards {
  /** The shards whose controllers run elsewhere, each once, and what was said of their accesses. */
  readonly accesses: readonly ShardAccess[];
  /** Whether a default controller runs. */
  readonly runsController: boolean;
  /** The default controller's own shard. @default - it has none */
  readonly ownShard?: Shard;
}

/** Sorts out what was given, and records what is wrong with it. */
export function givenShards(
  scope: Construct,
  shards: readonly (Shard | ShardAccess)[] = [],
  defaultController: boolean | { readonly shard: Shard } = true,
): GivenShards {
  const own = typeof defaultController === 'object' ? defaultController.shard : undefined;
  const ownShard = own !== undefined && isShard(scope, "'shard' of 'defaultController'", own) ? own : undefined;
  const accesses = new Map<Shard, ShardAccess>();
  for (const entry of shards) {
    const access = Shard.isShard(entry) ? { shard: entry } : entry;
    if (!isShard(scope, "an entry of 'shards'", access?.shard)) {
      continue;
    }
    if (access.shard === ownShard) {
      if (access === entry) {
        refuse(
          scope,
          'access-unused',
          `the access of shard '${access.shard.name}' has no effect: the default controller claims that shard, and needs none`,
          "write the Shard itself in 'shards', or leave it out there",
        );
      }
    } else if ([...accesses.keys()].some(({ name }) => name === access.shard.name)) {
      refuse(
        scope,
        'shard-declared-twice',
        `shard '${access.shard.name}' is given twice in 'shards'`,
        'make one Shard of that name and give it once',
      );
    } else {
      accesses.set(access.shard, access);
    }
  }
  return { accesses: [...accesses.values()], runsController: defaultController !== false, ownShard };
}

/** Makes the access of every shard whose controller runs elsewhere. */
export function grantAccess(
  scope: Construct,
  { accesses }: GivenShards,
  common: Omit<RemoteControllerAccessProps, keyof ShardAccess>,
): ReadonlyMap<Shard, RemoteControllerAccess> {
  return new Map(
    accesses.map((access) => [
      access.shard,
      new RemoteControllerAccess(scope, `access-${access.shard.name}`, { ...common, ...access }),
    ]),
  );
}

/** What the fleet has to know of the shards of a control plane. */
export function shardFacts(
  { accesses, ownShard }: GivenShards,
  made: ReadonlyMap<Shard, RemoteControllerAccess>,
): ShardFact[] {
  return [...(ownShard === undefined ? [] : [{ shard: ownShard }]), ...accesses].map(({ shard, ...access }) => ({
    kind: 'shard',
    name: shard.name,
    argocd: shard.argocd,
    rollouts: shard.rollouts,
    runElsewhere: shard.runElsewhere,
    serviceAccount: made.get(shard)?.serviceAccountName,
    allProjects: 'secrets' in access && access.secrets === 'all-projects',
  }));
}

function isShard(scope: Construct, what: string, value: unknown): value is Shard {
  if (Shard.isShard(value)) {
    return true;
  }
  refuse(
    scope,
    'shard-type',
    `${what} is ${JSON.stringify(value) ?? 'missing'}, expected a Shard`,
    "make one: new Shard('dev-shard')",
  );
  return false;
}

function refuse(scope: Construct, id: string, message: string, fix: string): void {
  recordFinding(scope, { severity: 'error', id, message, fix });
}
