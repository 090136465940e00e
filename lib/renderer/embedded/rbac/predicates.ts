import type { Release } from '../release';
import type { Values } from '../values';

/** Whether this release installs ClusterRoles of Kargo's own cluster. */
export const clusterRoles = ({ dataPlane, rbac }: Values): boolean => dataPlane.install && rbac.installClusterRoles;

/** Whether this release installs ClusterRoleBindings of Kargo's own cluster. */
export const clusterBindings = ({ dataPlane, rbac }: Values): boolean =>
  dataPlane.install && rbac.installClusterRoleBindings;

/** Whether this release installs what one controller needs in Kargo's own cluster. */
export const controllerAccess = ({ controller, dataPlane }: Values): boolean =>
  dataPlane.controller.install && controller.enabled;

/** Whether one controller has access to Argo CD in all namespaces of this cluster. */
export const argocdAnywhere = ({ argocd, controller }: Values): boolean =>
  argocd.dataPlane.kargoController.install &&
  controller.enabled &&
  controller.argocd.integrationEnabled &&
  !controller.argocd.watchArgocdNamespaceOnly;

/** The release's own namespace. */
export const ownNamespace = ({ namespace }: Release): string => namespace;
