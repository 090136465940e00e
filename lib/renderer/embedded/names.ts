import { componentLabel } from './metadata';
import type { Values } from './values';
import type { TextMap } from './values/collection-kinds';

/** The name of what belongs to one controller: several of them may share a namespace (`controller.id`, Kargo 1.11). */
export function controllerName({ controller }: Values): string {
  return controller.id ? `kargo-controller-${controller.id}` : 'kargo-controller';
}

/** The labels of what belongs to one controller. */
export function controllerLabels({ controller }: Values): TextMap {
  return {
    ...CONTROLLER,
    ...(controller.id ? { 'akuity.io/kargo-controller-id': controller.id } : {}),
  };
}

/** The labels of what belongs to all controllers. */
export const CONTROLLER = componentLabel('controller');
