import type { IConstruct } from 'constructs';
import { recordFinding } from '../constructs/findings';
import type { IControlPlane } from '../topology/control-plane-reference';
import { DefaultShard } from '../topology/default-shard';
import { wasGiven } from '../topology/given-shard';
import { MissingControlPlane } from '../topology/missing-control-plane';
import { Shard } from '../topology/shard';

/** Whose controller reconciles something: a Shard's, or explicitly the control plane's default controller. */
export type ShardTarget = Shard | DefaultShard;

/** The name that `spec.shard` gets; undefined for the default controller. */
export function shardName(target: ShardTarget | undefined): string | undefined {
  return Shard.isShard(target) ? target.name : undefined;
}

/** Records a finding unless the control plane was given this very Shard, or the target is its own default controller. */
export function isGivenShard(scope: IConstruct, controlPlane: IControlPlane, target: ShardTarget | undefined): boolean {
  if (controlPlane instanceof MissingControlPlane) {
    return false;
  }
  if (DefaultShard.isDefaultShard(target)) {
    return isOwnDefault(scope, controlPlane, target);
  }
  if (!Shard.isShard(target)) {
    recordFinding(scope, {
      severity: 'error',
      id: 'shard-type',
      message: `'shard' is ${JSON.stringify(target) ?? 'missing'}, expected a Shard or the 'defaultShard' of the control plane`,
      fix: "make a Shard, give it to the control plane in 'shards', and pass it here",
    });
    return false;
  }
  return wasGiven(scope, controlPlane, target);
}

function isOwnDefault(scope: IConstruct, controlPlane: IControlPlane, target: DefaultShard): boolean {
  if (target !== controlPlane.defaultShard) {
    recordFinding(scope, {
      severity: 'error',
      id: 'shard-undeclared',
      message: `'shard' is the default shard of another control plane than '${controlPlane.node.path}'`,
      fix: "use 'defaultShard' of the control plane that the project belongs to",
    });
    return false;
  }
  if (!controlPlane.runsController) {
    recordFinding(scope, {
      severity: 'error',
      id: 'default-missing',
      message: `nothing reconciles what has no shard: control plane '${controlPlane.node.path}' has no default controller`,
      fix: "pass a Shard, or leave out 'defaultController: false' of the control plane",
    });
    return false;
  }
  return true;
}
