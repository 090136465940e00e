import { type Finding, formatWhere } from '../core/finding';
import { describe } from '../core/kube-object';
import { ignoredApart } from './ignore/ignore';
import { isUnsharded, type Located, located } from './pipelines';
import { errorAt, inOrder, objectError } from './report';
import type { ControllerView, FleetView } from './view';

/**
 * `default-missing`: without a default controller, what has no shard is never reconciled, silently (Kargo 1.11). One
 * mistake, so one finding, however many objects there are.
 */
export function checkDefaultMissing(view: FleetView): Finding[] {
  if (view.controllers.some(handlesUnsharded)) {
    return [];
  }
  const unsharded = located(view, 'Stage', 'Warehouse').filter(({ at }) => isUnsharded(at.object));
  return ignoredApart(unsharded, 'default-missing', ({ at }) => at.object).flatMap(defaultMissing);
}

function defaultMissing(unsharded: readonly Located[]): Finding[] {
  const [first, ...others] = inOrder(
    unsharded.map(({ at }) => at),
    ({ object }) => describe(object),
  );
  if (first === undefined) {
    return [];
  }
  const rest = others.length === 0 ? 'has' : `and ${others.length} more Stages and Warehouses have`;
  return [
    objectError(
      first,
      'default-missing',
      `${describe(first.object)} ${rest} no shard, and there is no default controller`,
      "set 'defaultController' of the ControlPlane to true or to a Shard, or put each of them on a Shard",
      ['spec', 'shard'],
    ),
  ];
}

/** `default-twice`: two default controllers fight over everything that has no shard (Kargo 1.11). */
export function checkDefaultTwice(view: FleetView): Finding[] {
  const [first, ...others] = inOrder(view.controllers.filter(handlesUnsharded), ({ cluster }) => cluster);
  return first === undefined
    ? []
    : others.map(({ cluster, where }) =>
        errorAt(
          where,
          'default-twice',
          `the controller in cluster '${cluster}' is a default controller, and so is the one in cluster '${first.cluster}' (${formatWhere(first.where)})`,
          'keep one default controller in the fleet and give the other one a Shard',
        ),
      );
}

function handlesUnsharded({ isDefault, shard }: ControllerView): boolean {
  return isDefault || shard === undefined;
}
