import { type Finding, formatWhere } from '../core/finding';
import { describe } from '../core/kube-object';
import { NameSet } from './name-set';
import { located, shardOf } from './pipelines';
import { didYouMean, errorAt, groupBy, inOrder, objectError } from './report';
import type { FleetView } from './view';

/** `shard-declared-twice`: two Shards of one name, of which the clusters might see different ones. */
export function checkShardDeclaredTwice(view: FleetView): Finding[] {
  return [...groupBy(inOrder(view.shards), ({ name }) => name)].flatMap(([name, [first, ...others]]) =>
    others.map(({ where }) =>
      errorAt(
        where,
        'shard-declared-twice',
        `shard '${name}' is declared here and at ${formatWhere(first?.where ?? where)}`,
        'make one Shard of each name and pass the same instance everywhere',
      ),
    ),
  );
}

/** `shard-undeclared`: a controller, an access, a Stage or a Warehouse that names a shard which the fleet does not have. */
export function checkShardUndeclared(view: FleetView): Finding[] {
  return [...undeclaredByControllers(view), ...undeclaredByAccesses(view), ...undeclaredByObjects(view)];
}

function undeclaredByControllers(view: FleetView): Finding[] {
  const declared = new NameSet(view.shards.map(({ name }) => name));
  return view.controllers.flatMap(({ shard, cluster, where, foreignHome }) => {
    // Its shard may well be declared there, which is a mistake of its own.
    if (shard === undefined || foreignHome !== undefined || declared.has(shard)) {
      return [];
    }
    const message = `the controller in cluster '${cluster}' is for shard '${shard}', which nobody declares`;
    const fix = didYouMean(declared.nearest(shard), "add the Shard to 'shards' of the ControlPlane");
    return [errorAt(where, 'shard-undeclared', message, fix)];
  });
}

function undeclaredByAccesses(view: FleetView): Finding[] {
  const declared = new NameSet(view.shards.map(({ name }) => name));
  return view.accesses
    .filter(({ name }) => !declared.has(name))
    .map(({ name, where }) => {
      const message = `the access is that of shard '${name}', which nobody declares`;
      const fix = didYouMean(declared.nearest(name), "add the Shard to 'shards' of the ControlPlane");
      return errorAt(where, 'shard-undeclared', message, fix);
    });
}

function undeclaredByObjects(view: FleetView): Finding[] {
  const declared = new NameSet(view.shards.map(({ name }) => name));
  return located(view, 'Stage', 'Warehouse').flatMap(({ at }) => {
    const shard = shardOf(at.object);
    if (shard === undefined || declared.has(shard)) {
      return [];
    }
    const message = `${describe(at.object)} is on shard '${shard}', which nobody declares`;
    const fix = didYouMean(declared.nearest(shard), "add the Shard to 'shards' of the ControlPlane");
    return [objectError(at, 'shard-undeclared', message, fix, ['spec', 'shard'])];
  });
}
