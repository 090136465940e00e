import { type Finding, formatWhere } from '../core/finding';
import { errorAt, groupBy, inOrder } from './report';
import type { ControllerView, FleetView } from './view';

/**
 * `kubeconfig-shared`: of two controllers with one kubeconfig, one speaks to the control plane as the other's identity. Two
 * controllers of one shard are another mistake, and told of as that.
 */
export function checkKubeconfigShared(view: FleetView): Finding[] {
  const inRemote = view.controllers.filter(({ kubeconfigSecret }) => kubeconfigSecret !== undefined);
  return [...groupBy(inOrder(inRemote, shardName), secretOf).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : others.filter(({ shard }) => shard !== first.shard).map((other) => shared(first, other)),
  );
}

function shared(
  first: ControllerView,
  { cluster, namespace, kubeconfigSecret, shard, where }: ControllerView,
): Finding {
  return errorAt(
    where,
    'kubeconfig-shared',
    `${who(shard)} and ${who(first.shard)} (${formatWhere(first.where)}) both use Secret '${kubeconfigSecret}' in namespace '${namespace}' of cluster '${cluster}', so that one speaks as the other's identity`,
    "make a Secret for each, with a kubeconfig of its own identity, and name it by 'credentials: Credentials.existingSecret(...)'",
  );
}

function secretOf({ cluster, namespace, kubeconfigSecret }: ControllerView): string {
  return [cluster, namespace, kubeconfigSecret].join('\0');
}

function shardName({ shard }: ControllerView): string {
  return shard ?? '';
}

function who(shard: string | undefined): string {
  return shard === undefined ? 'the controller without a shard' : `the controller of shard '${shard}'`;
}
