import { CONTROLLER } from '../access/identity';
import type { KubeObject } from '../core/kube-object';

const RBAC = new Set(['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding']);

/**
 * What belongs into the cluster of a shard, among all that the chart renders for a controller. Until 1.10 the chart cannot
 * be told to leave out what belongs to the control plane: the namespaces for resources, and the roles in them and of people
 * (Kargo 1.9.10 and 1.10.10). What its user added to the release stays: only the chart's own objects carry its label.
 *
 * @param controller name of its Deployment, of which that of its role for Argo CD is made (`controller.id`, Kargo 1.11)
 */
export function controllerObjects(
  objects: readonly KubeObject[],
  controller: string,
  argocdNamespace: string,
): KubeObject[] {
  return objects.filter((object) => !isOfChart(object) || !isOfControlPlane(object, controller, argocdNamespace));
}

function isOfChart({ metadata }: KubeObject): boolean {
  return metadata.labels?.['helm.sh/chart'] !== undefined;
}

function isOfControlPlane({ kind, metadata }: KubeObject, controller: string, argocdNamespace: string): boolean {
  if (!RBAC.has(kind)) {
    return kind === 'Namespace';
  }
  return metadata.namespace === undefined
    ? metadata.name !== `${controller}-argocd`
    : metadata.namespace !== argocdNamespace || !metadata.name.startsWith(CONTROLLER);
}
