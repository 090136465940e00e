import type { Finding } from '../core/finding';
import { describe } from '../core/kube-object';
import { isUnsharded, located, shardOf } from './pipelines';
import { mapping, text } from './read';
import { objectError } from './report';
import type { FleetView } from './view';

/** The label of a Stage or Warehouse that names its shard. */
export const SHARD_LABEL = 'kargo.akuity.io/shard';

/** `shard-label-only`: the webhook overwrites the label with what `spec.shard` says (Kargo 1.11), so the label decides nothing. */
export function checkShardLabel(view: FleetView): Finding[] {
  return located(view, 'Stage', 'Warehouse').flatMap(({ at }) => {
    const field = ['metadata', 'labels', SHARD_LABEL];
    const label = text(mapping(at.object.metadata.labels)[SHARD_LABEL]);
    const shard = shardOf(at.object);
    if (label === undefined || label === shard) {
      return [];
    }
    if (shard !== undefined) {
      const message = `${describe(at.object)} has label ${SHARD_LABEL} '${label}' but 'spec.shard' '${shard}', which is what counts`;
      return [objectError(at, 'shard-label-only', message, `remove the label, or write '${shard}' there too`, field)];
    }
    if (!isUnsharded(at.object)) {
      return [];
    }
    const message = `${describe(at.object)} has label ${SHARD_LABEL} '${label}' but no 'spec.shard', without which the label does nothing`;
    return [objectError(at, 'shard-label-only', message, `write 'spec.shard: ${label}', or remove the label`, field)];
  });
}
