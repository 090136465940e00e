import type { ControllerDescription } from '../description/fleet-description';
import { isOfControlPlane } from './kargo-object';
import { type Paper, paperOfKind } from './paper';

/** A namespace of a cluster. */
export interface Place {
  readonly cluster: string;
  readonly namespace: string;
}

/** Where controllers of shards run that are not in the control plane's cluster. */
export function shardPlaces({ fleet }: Paper): Place[] {
  const all = fleet.shards.flatMap(({ controller }) =>
    controller === undefined || controller.cluster === fleet.controlPlane?.cluster
      ? []
      : [{ cluster: controller.cluster, namespace: controller.namespace }],
  );
  return distinct(all);
}

/** Where the fleet has controllers, in whatever cluster. */
export function controllerPlaces(paper: Paper): Place[] {
  return distinct(controllers(paper).map(({ cluster, namespace }) => ({ cluster, namespace })));
}

/** All controllers that the fleet describes. */
export function controllers({ fleet: { defaultController, shards } }: Paper): ControllerDescription[] {
  return [defaultController, ...shards.map(({ controller }) => controller)].filter((each) => each !== undefined);
}

/**
 * Where the control plane is, if the fleet makes it. Of one that is there by other means (`ControlPlane.fromAttributes`) the
 * fleet does not know who else uses it.
 */
export function ownControlPlane(paper: Paper): Place | undefined {
  const { controlPlane } = paper.fleet;
  if (controlPlane === undefined) {
    return undefined;
  }
  const { cluster, namespace } = controlPlane;
  const made = paperOfKind(paper, cluster, 'Deployment').some(({ object }) => isOfControlPlane(object));
  return made ? { cluster, namespace } : undefined;
}

function distinct(places: readonly Place[]): Place[] {
  return [...new Map(places.map((place) => [`${place.cluster}/${place.namespace}`, place])).values()];
}
