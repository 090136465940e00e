import type { KubeObject } from '../core/kube-object';
import { refuseForeign, secretOf } from './secret';
import type { Change, RunOptions, Target } from './target';

/** The Secret whose deletion ends the tokens that were delivered to a shard. It holds nothing. */
export async function existingBoundSecret(target: Target, name: string): Promise<KubeObject | undefined> {
  const { namespace, cluster } = target.controlPlane;
  const found = await target.home.get({ apiVersion: 'v1', kind: 'Secret', namespace, name });
  refuseForeign(found, `cluster '${cluster}'`);
  return found;
}

/** That Secret, made where it is not there. */
export async function ensureBoundSecret(
  target: Target,
  name: string,
  { dryRun }: RunOptions,
): Promise<{ readonly secret: KubeObject; readonly change: Change }> {
  const { namespace, cluster } = target.controlPlane;
  const object = `Secret ${namespace}/${name}`;
  const existing = await existingBoundSecret(target, name);
  if (existing !== undefined) {
    return { secret: existing, change: { cluster, object, done: 'unchanged' } };
  }
  const secret = await target.home.create(secretOf(name, namespace, labelsOf(target), {}), { dryRun });
  const detail = 'deleting it ends every token that was delivered';
  return { secret, change: { cluster, object, done: 'created', detail } };
}

/** Names the shard that a Secret was made for. */
export const SHARD_LABEL = 'cdk8s-kargo/shard';

/** Labels of every Secret that is made for a shard. */
export function labelsOf({ shard }: Target): { readonly [label: string]: string } {
  return { [SHARD_LABEL]: shard.name };
}
