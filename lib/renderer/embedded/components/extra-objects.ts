import type { KubeObject } from '../../../core/kube-object';
import type { Release } from '../release';

/** What the user adds, as it is. That each is an object has been checked with the values. */
export function extraObjects({ values }: Release): KubeObject[] {
  return values.extraObjects as readonly unknown[] as KubeObject[];
}
