import { CONTROLLER } from '../access/identity';
import { valueAt } from '../core/values';
import { KubeError } from '../kube/error';
import type { RemovalTarget } from './target';

/** Kargo 1.11 takes a controller for dead after one; a second one is for clocks that differ. */
const LEASE_DURATIONS = 2;

/** When the controller of a shard last renewed its Lease; undefined where none lives. */
export async function lastHeartbeat(
  { home, controlPlane: { namespace }, shard }: RemovalTarget,
  now = new Date(),
): Promise<Date | undefined> {
  const name = `${CONTROLLER}-${shard}`;
  const lease = await home.get({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', namespace, name });
  const renewed = new Date(String(valueAt(lease, ['spec', 'renewTime'])));
  const limit = Number(valueAt(lease, ['spec', 'leaseDurationSeconds'])) * LEASE_DURATIONS * 1000;
  return now.getTime() - renewed.getTime() < limit ? renewed : undefined;
}

/**
 * What goes is found by its names. In the control plane's namespace they may be those of a controller that is no
 * ShardController of this shard: its own default controller, or one that somebody else installed with an id.
 * @throws KubeError where there is such a one
 */
export async function refuseOtherController(target: RemovalTarget): Promise<void> {
  const { shard, serviceAccount } = target;
  const [own, named] = await Promise.all([CONTROLLER, serviceAccount].map((name) => claimOf(target, name)));
  if (own !== undefined && own === shard) {
    throw refusal(target, CONTROLLER, 'which the control plane itself runs, claims it: its Lease would be deleted');
  }
  if (named !== undefined && named !== shard) {
    const claimed = named === '' ? 'no shard' : `shard '${named}'`;
    throw refusal(target, serviceAccount, `which has the name of its identity, claims ${claimed}`);
  }
}

/** The shard that a controller beside the control plane claims, `''` for none; undefined where there is no such one. */
async function claimOf({ home, controlPlane: { namespace } }: RemovalTarget, name: string) {
  const [deployment, configMap] = await Promise.all([
    home.get({ apiVersion: 'apps/v1', kind: 'Deployment', namespace, name }),
    home.get({ apiVersion: 'v1', kind: 'ConfigMap', namespace, name }),
  ]);
  return deployment === undefined || configMap === undefined
    ? undefined
    : String(valueAt(configMap, ['data', 'SHARD_NAME']) ?? '');
}

function refusal({ shard, controlPlane }: RemovalTarget, deployment: string, why: string): KubeError {
  const { cluster, namespace } = controlPlane;
  return new KubeError(
    'refused',
    `shard '${shard}' cannot be removed: Deployment ${namespace}/${deployment} in cluster '${cluster}', ${why}`,
    'see what the controller is for, and give it another shard, or another id, where it is installed',
  );
}
