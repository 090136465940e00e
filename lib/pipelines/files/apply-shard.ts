import { admittedStage, admittedWarehouse } from '../../admission/admission';
import type { Problem } from '../../core/finding';
import { describe, type KubeObject } from '../../core/kube-object';
import { valueAt } from '../../core/values';
import { KARGO_API } from '../metadata';
import { type ShardTarget, shardName } from '../shard-target';

/** The label that Kargo's webhook makes follow `spec.shard` (1.11). */
export const SHARD_LABEL = 'kargo.akuity.io/shard';

/** A Stage or Warehouse as the server stores it, on the shard that a rule says, or else on the one that it names itself. */
export function onShard(object: KubeObject, target: ShardTarget | undefined): KubeObject {
  const placed = target === undefined ? object : withShard(object, shardName(target));
  // What is known of admission is true of this version of the API.
  if (object.apiVersion !== KARGO_API) {
    return placed;
  }
  return object.kind === 'Stage' ? admittedStage(placed) : admittedWarehouse(placed);
}

function withShard(object: KubeObject, name: string | undefined): KubeObject {
  const { shard: _, ...spec } = (object['spec'] ?? {}) as { readonly [field: string]: unknown };
  return { ...object, spec: name === undefined ? spec : { ...spec, shard: name } };
}

/**
 * `shard-disagrees`: a file that names another shard than a rule. Which of the two is right only its owner knows.
 * @param by how to name the rule
 */
export function disagreement(object: KubeObject, target: ShardTarget, by: string): Problem | undefined {
  const name = shardName(target);
  const written = [
    { place: "'spec.shard'", field: ['spec', 'shard'] },
    { place: `label ${SHARD_LABEL}`, field: ['metadata', 'labels', SHARD_LABEL] },
  ].map((each) => ({ ...each, value: valueAt(object, each.field) }));
  const other = written.find(({ value }) => value !== undefined && value !== null && value !== '' && value !== name);
  if (other === undefined) {
    return undefined;
  }
  const got = typeof other.value === 'string' ? `'${other.value}'` : JSON.stringify(other.value);
  const says = name === undefined ? 'the default controller' : `shard '${name}'`;
  return {
    severity: 'error',
    id: 'shard-disagrees',
    message: `${describe(object)} has ${other.place} ${got}, but ${by} says ${says}`,
    fix:
      name === undefined ? 'remove it from the file, or change the rule' : `write '${name}' there, or change the rule`,
    object: describe(object),
    field: other.field,
  };
}
