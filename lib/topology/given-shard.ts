import type { IConstruct } from 'constructs';
import { recordFinding } from '../constructs/findings';
import { nearest } from '../core/nearest';
import type { IControlPlane } from './control-plane-reference';
import type { Shard } from './shard';

/** Whether a control plane was given this very Shard; otherwise it has no access there, which is recorded as a finding. */
export function wasGiven(scope: IConstruct, controlPlane: IControlPlane, shard: Shard): boolean {
  if (controlPlane.shards.includes(shard)) {
    return true;
  }
  const names = controlPlane.shards.map(({ name }) => name);
  const twin = names.includes(shard.name);
  const meant = nearest(shard.name, names);
  recordFinding(scope, {
    severity: 'error',
    id: twin ? 'shard-declared-twice' : 'shard-undeclared',
    message: twin
      ? `shard '${shard.name}' is not the Shard of that name that the control plane was given`
      : `shard '${shard.name}' was not given to control plane '${controlPlane.node.path}'`,
    fix: twin
      ? 'make one Shard of that name, and pass it to both'
      : `add it to 'shards' of the control plane${meant === undefined ? '' : `, or use shard '${meant}'`}`,
  });
  return false;
}
