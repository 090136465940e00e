import { type Finding, formatWhere } from '../core/finding';
import { errorAt, groupBy, inOrder } from './report';
import type { FleetView } from './view';

/** `shard-unclaimed`: what is on a shard without a controller is never reconciled, silently (Kargo 1.11). */
export function checkShardUnclaimed(view: FleetView): Finding[] {
  const claimed = new Set(view.controllers.map(({ shard }) => shard));
  return view.shards
    .filter(({ name, runElsewhere }) => !runElsewhere && !claimed.has(name))
    .map(({ name, where }) => ({
      ...errorAt(
        where,
        'shard-unclaimed',
        `shard '${name}' has no controller, so nothing on it would ever be reconciled`,
        `add a ShardController for it to one of the clusters, or set 'runElsewhere: true' on the Shard if its controller is installed by other means`,
      ),
      object: `Shard ${name}`,
    }));
}

/** `shard-claimed-twice`: two controllers on one shard fight over every object on it (Kargo 1.11). */
export function checkShardClaimedTwice(view: FleetView): Finding[] {
  const elsewhere = new Set(view.shards.filter(({ runElsewhere }) => runElsewhere).map(({ name }) => name));
  const claims = view.controllers.flatMap(({ cluster, where, shard }) =>
    shard === undefined ? [] : [{ cluster, where, shard }],
  );
  return [
    ...groupBy(
      inOrder(claims, ({ cluster }) => cluster),
      ({ shard }) => shard,
    ),
  ].flatMap(([shard, [first, ...others]]) => {
    if (first === undefined) {
      return [];
    }
    if (elsewhere.has(shard)) {
      return [first, ...others].map(({ cluster, where }) =>
        errorAt(
          where,
          'shard-claimed-twice',
          `shard '${shard}' is marked as run elsewhere, and has a controller in cluster '${cluster}' too`,
          `remove this controller, or 'runElsewhere' from the Shard`,
        ),
      );
    }
    return others.map(({ cluster, where }) =>
      errorAt(
        where,
        'shard-claimed-twice',
        `shard '${shard}' has a controller in cluster '${cluster}', and another one in cluster '${first.cluster}' (${formatWhere(first.where)})`,
        'keep one of the two, or give each a Shard of its own',
      ),
    );
  });
}
