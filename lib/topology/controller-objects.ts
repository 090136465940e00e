import { CONTROLLER } from '../access/identity';
import type { KubeObject } from '../core/kube-object';

const RBAC = new Set(['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding']);

/**
 * What belongs into the cluster of a shard, among all that the chart renders for a controller. Until 1.10 the chart cannot
 * be told to leave out what belongs to the control plane: the namespaces for resources, and the roles in them and of people
 * (Kargo 1.9.10 and 1.10.10). What its user added to the release stays: only the chart's own objects carry its label.
 */
export function controllerObjects(objects: readonly KubeObject[], argocdNamespace: string): KubeObject[] {
  return objects.filter((object) => !isOfChart(object) || !isOfControlPlane(object, argocdNamespace));
}

function isOfChart({ metadata }: KubeObject): boolean {
  return metadata.labels?.['helm.sh/chart'] !== undefined;
}

function isOfControlPlane({ kind, metadata }: KubeObject, argocdNamespace: string): boolean {
  if (!RBAC.has(kind)) {
    return kind === 'Namespace';
  }
  const ofArgocd = metadata.namespace === undefined ? `${CONTROLLER}-argocd` : CONTROLLER;
  return !(metadata.name.startsWith(ofArgocd) && [undefined, argocdNamespace].includes(metadata.namespace));
}
