import type { ApplicationsView, FleetView } from '../../../lib/checks/view';
import { type KubeObject, nameText } from '../../../lib/core/kube-object';
import { fleet, made } from '../fleet';

export const ANNOTATION = 'kargo.akuity.io/authorized-stage';

/** An Application that authorizes what `authorized` says, unless it is undefined. */
export function application(name: string, authorized?: unknown, metadata: object = {}): KubeObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      namespace: 'argocd',
      ...(authorized !== undefined && { annotations: { [ANNOTATION]: authorized as string } }),
      ...metadata,
    },
  };
}

/** Applications that were given, all those that the default controller sees unless something else is said. */
export function given(objects: readonly KubeObject[], more: Partial<ApplicationsView> = {}): ApplicationsView {
  const where = { file: 'apps.yaml' };
  return {
    seenBy: 'default',
    where,
    objects: objects.map((object) => made(object, `apps/${nameText(object.metadata.name)}`)),
    complete: true,
    ...more,
  };
}

/** A fleet with these Applications given. */
export function fleetGiven(views: readonly ApplicationsView[], changes: Partial<FleetView> = {}): FleetView {
  return fleet({ ...changes, applications: views });
}

/** A step that updates Applications. */
export function update(...apps: readonly unknown[]): object {
  return { uses: 'argocd-update', config: { apps } };
}
