import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from '../core/kube-object';
import { UserError } from '../core/user-error';
import type { ControllerDescription, FleetDescription } from '../description/fleet-description';
import type { KubeApi } from '../kube/api';
import { KubeError } from '../kube/error';
import type { AwayTarget, RemovalTarget } from '../removal/target';
import { readSources } from '../source/read';
import type { FleetClusters } from './fleet-clusters';
import { identityOf, othersAtHome, refuseNameOfOthers } from './remove-name';

/** What is known of a shard that is to go. */
export interface FoundShard {
  readonly target: RemovalTarget;
  /** Whether the fleet has it: else there is only its name to go by. */
  readonly declared: boolean;
  /** Its controller, where its cluster is left alone. @default - it is not */
  readonly skipped?: AwayTarget['controller'];
}

/**
 * A shard of the fleet, or one that was, and the clusters with something of it.
 * @throws UserError where it cannot be removed in this way, or a cluster cannot be reached
 */
export async function findShard(
  clusters: FleetClusters,
  name: string,
  { dist, skipCluster }: { readonly dist: string; readonly skipCluster: boolean },
): Promise<FoundShard> {
  const { fleet } = clusters;
  const { controlPlane } = fleet;
  if (controlPlane === undefined) {
    throw new UserError('the fleet has no control plane', 'name the output folder of the fleet that has it by --dist');
  }
  const shard = fleet.shards.find((each) => each.name === name);
  const serviceAccount = identityOf(fleet, name);
  const controller = shard?.controller;
  const homeObjects = objectsOf(dist, controlPlane.cluster, ['2-kargo', '3-pipelines']);
  refuseNameOfOthers(fleet, name, homeObjects);
  const away =
    controller === undefined || skipCluster
      ? undefined
      : {
          controller,
          // Read before any cluster is asked: without it nothing can be done there.
          objects: controllerObjects(dist, controller),
          api: await reachable(clusters, controller.cluster),
          deployments: deploymentsIn(fleet, controller.cluster),
          isControlPlane: controller.cluster === controlPlane.cluster,
        };
  const identities = [serviceAccount, ...othersAtHome(fleet, name)];
  const home = await clusters.api(controlPlane.cluster);
  return {
    target: { shard: name, controlPlane, serviceAccount, home, homeObjects, identities, ...(away && { away }) },
    declared: shard !== undefined,
    ...(skipCluster && controller !== undefined && { skipped: controller }),
  };
}

function deploymentsIn({ shards, defaultController }: FleetDescription, cluster: string): string[] {
  const controllers = [...shards.map(({ controller }) => controller), defaultController];
  return [...new Set(controllers.flatMap((each) => (each?.cluster === cluster ? [each.deployment] : [])))];
}

/** @throws KubeError that says how to do without */
async function reachable(clusters: FleetClusters, cluster: string): Promise<KubeApi> {
  try {
    const api = await clusters.api(cluster);
    await api.user();
    return api;
  } catch (error) {
    if (error instanceof KubeError) {
      const fix = `${error.fix}; or give --skip-cluster to leave cluster '${cluster}' alone`;
      throw new KubeError(error.kind, error.message, fix);
    }
    throw error;
  }
}

/** @throws UserError where synth's output is not there: then nobody knows what to delete */
function controllerObjects(dist: string, { cluster }: ControllerDescription): KubeObject[] {
  const folder = join(dist, cluster, '2-kargo');
  if (!existsSync(folder)) {
    throw new UserError(
      `there is no '${folder}', which says what is in cluster '${cluster}'`,
      "run 'npx cdk8s synth', or give --skip-cluster",
    );
  }
  return objectsOf(dist, cluster, ['2-kargo']);
}

function objectsOf(dist: string, cluster: string, phases: readonly string[]): KubeObject[] {
  const folders = phases.map((phase) => join(dist, cluster, phase)).filter((folder) => existsSync(folder));
  const { objects, findings } = readSources(folders);
  const [wrong] = findings.filter(({ severity }) => severity === 'error');
  if (wrong !== undefined) {
    throw new UserError(`what synth wrote cannot be read: ${wrong.message}`, "run 'npx cdk8s synth' again");
  }
  return objects.map(({ object }) => object);
}
