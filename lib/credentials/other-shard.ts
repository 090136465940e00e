import type { KubeObject } from '../core/kube-object';
import { KubeError } from '../kube/error';
import { SHARD_LABEL } from './bound-secret';
import { refuseOtherShard } from './claimed-shard';
import type { Target } from './target';

/**
 * Refuses to put a shard's credential where another one works: its controller would log in as somebody else.
 * @param previous the Secret that is there already, if one is
 * @throws KubeError that names the other shard
 */
export async function refuseOtherPlace(
  { shard, controller, away }: Target,
  previous: KubeObject | undefined,
): Promise<void> {
  const { cluster, namespace, deployment } = controller;
  const owner = previous?.metadata.labels?.[SHARD_LABEL];
  if (previous !== undefined && owner !== undefined && owner !== shard.name) {
    throw new KubeError(
      'conflict',
      `Secret ${namespace}/${previous.metadata.name} in ${away.server} is of shard '${owner}', expected '${shard.name}'`,
      `name the context of cluster '${cluster}' by --context ${cluster}=CONTEXT; where the shard was renamed, delete that Secret`,
    );
  }
  if (owner === shard.name) {
    return;
  }
  // The chart names it as the Deployment (Kargo 1.11).
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: deployment };
  await refuseOtherShard({ shard: shard.name, cluster, api: away, configMap });
}
