import { CONTROLLER } from '../access/identity';
import type { KubeObject } from '../core/kube-object';

/** Roles of Kargo's chart that a controller may need, as `<kind>/<name>`. */
export const CHART_ROLE = {
  controller: `ClusterRole/${CONTROLLER}`,
  rollouts: `ClusterRole/${CONTROLLER}-rollouts`,
  readSecrets: `ClusterRole/${CONTROLLER}-read-secrets`,
  leases: `Role/${CONTROLLER}`,
  sharedResources: 'Role/kargo-shared-resources-controller-reader',
  systemResources: 'Role/kargo-system-resources-reader',
} as const;

/** The name of a role, without its kind. */
export function roleName(role: string): string {
  return role.slice(role.indexOf('/') + 1);
}

/** The roles among rendered objects. */
export function renderedRoles(objects: readonly KubeObject[]): ReadonlySet<string> {
  return new Set(
    objects
      .filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole')
      .map(({ kind, metadata }) => `${kind}/${metadata.name}`),
  );
}

/**
 * The roles that a chart renders, for a control plane of which no rendered objects are there to look at. Until 1.10 all but
 * those of the namespaces come only with a controller of the chart's own; 1.10 and 1.9 have no reader of shared resources for
 * controllers; 1.9 has no role for Leases (Kargo 1.9.10, 1.10.10 and 1.11.2).
 */
export function assumedRoles(
  minor: number,
  { rollouts, runsController }: { readonly rollouts: boolean; readonly runsController: boolean },
): ReadonlySet<string> {
  const ofControllers = minor >= 11 || runsController;
  return new Set([
    ...(ofControllers ? [CHART_ROLE.controller, CHART_ROLE.readSecrets] : []),
    ...(ofControllers && rollouts ? [CHART_ROLE.rollouts] : []),
    ...(ofControllers && minor >= 10 ? [CHART_ROLE.leases] : []),
    ...(minor >= 11 ? [CHART_ROLE.sharedResources] : []),
    CHART_ROLE.systemResources,
  ]);
}
