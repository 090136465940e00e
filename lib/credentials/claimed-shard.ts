import { valueAt } from '../core/values';
import type { KubeApi, ObjectRef } from '../kube/api';
import { KubeError } from '../kube/error';

/** Where a controller says which shard it works for, and what is expected there. */
export interface Claim {
  readonly shard: string;
  /** Name of the cluster. */
  readonly cluster: string;
  readonly api: Pick<KubeApi, 'server' | 'get'>;
  /** The ConfigMap that the controller has in its environment. */
  readonly configMap: ObjectRef;
}

/**
 * The names of a controller's objects are the same in many clusters, so that a wrong context would not show.
 * @throws KubeError `kubeconfig` where the controller that is there claims another shard
 */
export async function refuseOtherShard({ shard, cluster, api, configMap }: Claim): Promise<void> {
  const live = await api.get(configMap);
  const claimed = valueAt(live, ['data', 'SHARD_NAME']);
  if (live !== undefined && claimed !== shard) {
    const found = claimed === undefined ? 'no shard' : `shard '${String(claimed)}'`;
    const { kind, namespace, name } = configMap;
    throw new KubeError(
      'kubeconfig',
      `the controller in ${api.server} claims ${found}, expected '${shard}': ${kind} ${namespace}/${name} says so`,
      `name the context of cluster '${cluster}' by --context ${cluster}=CONTEXT`,
    );
  }
}
