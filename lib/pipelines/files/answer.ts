import { DefaultShard } from '../../topology/default-shard';
import { Shard } from '../../topology/shard';
import type { ShardTarget } from '../shard-target';

/** Whether a value says whose controller something gets. */
export function isTarget(value: unknown): value is ShardTarget {
  return Shard.isShard(value) || DefaultShard.isDefaultShard(value);
}

/** How messages name what should have been one. */
export function nameOfTarget(value: unknown): string {
  if (Shard.isShard(value)) {
    return `shard '${value.name}'`;
  }
  if (typeof value === 'string') {
    return `the text '${value}'`;
  }
  const isObject = typeof value === 'object' && value !== null;
  return isObject ? `an object of type ${value.constructor?.name ?? 'unknown'}` : String(value);
}
