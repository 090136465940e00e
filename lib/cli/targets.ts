import { nearest } from '../core/nearest';
import type { SecretStore, Target } from '../credentials/target';
import type { ShardDescription } from '../description/fleet-description';
import { KubeError } from '../kube/error';
import type { FleetClusters } from './fleet-clusters';

/** The shards that a command is about, each once. @throws KubeError for a name that the fleet does not have */
export function chosenShards(
  { fleet }: FleetClusters,
  names: readonly string[],
  all: boolean,
): readonly ShardDescription[] {
  const known = fleet.shards.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const [first = ''] = unknown;
    const meant = nearest(first, known);
    throw new KubeError(
      'missing',
      `the fleet has no shard ${unknown.map((name) => `'${name}'`).join(', ')}`,
      meant === undefined ? `name one of its shards: ${known.join(', ') || 'it has none'}` : `did you mean '${meant}'?`,
    );
  }
  // Those without a kubeconfig need no credential.
  const withCredentials = fleet.shards.filter(({ controller }) => controller?.credentials !== undefined);
  return all ? withCredentials : fleet.shards.filter(({ name }) => names.includes(name));
}

/**
 * Both clusters of a shard.
 * @param instead what takes the place of its own cluster @default - nothing
 * @throws KubeError where the shard has no credential that a command could be about
 */
export async function targetOf(
  clusters: FleetClusters,
  shard: ShardDescription,
  instead?: SecretStore,
): Promise<Target> {
  const { controlPlane } = clusters.fleet;
  const { controller, serviceAccount } = shard;
  const credentials = controller?.credentials;
  if (
    controlPlane === undefined ||
    controller === undefined ||
    credentials === undefined ||
    serviceAccount === undefined
  ) {
    throw new KubeError(
      'refused',
      controller === undefined
        ? `the controller of shard '${shard.name}' is not in this fleet`
        : `the controller of shard '${shard.name}' uses the identity of its pod, and needs no other credential`,
      'leave this shard out',
    );
  }
  const [home, away] = await Promise.all([
    clusters.api(controlPlane.cluster),
    instead ?? clusters.api(controller.cluster),
  ]);
  // What is said of the cluster then is about the file.
  const place = instead === undefined ? controller : { ...controller, cluster: instead.server };
  return { shard, controller: place, credentials, controlPlane, serviceAccount, home, away };
}
