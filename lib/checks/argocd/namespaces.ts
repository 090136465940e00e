import { mapping, text } from '../read';
import type { FleetView, ViewObject } from '../view';

/** All objects of a cluster. */
export function objectsOf(view: FleetView, cluster: string): ViewObject[] {
  return view.clusters.filter(({ name }) => name === cluster).flatMap(({ objects }) => objects);
}

/**
 * In which namespace the controllers look for Applications where a step names none, by shard: each is told in its ConfigMap
 * (Kargo 1.11 chart). A controller that is installed by other means is not among them.
 */
export function argocdNamespaces(view: FleetView): Map<string, string> {
  const namespaces = new Map<string, string>();
  for (const { cluster, namespace, shard = '' } of view.controllers) {
    for (const { object } of objectsOf(view, cluster)) {
      const { ARGOCD_NAMESPACE: given, SHARD_NAME: claimed = '' } = mapping(object['data']);
      const place = text(given);
      if (
        place !== undefined &&
        object.kind === 'ConfigMap' &&
        object.metadata.namespace === namespace &&
        claimed === shard
      ) {
        namespaces.set(shard, place);
      }
    }
  }
  return namespaces;
}
