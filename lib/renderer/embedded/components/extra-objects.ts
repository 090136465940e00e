import type { KubeObject } from '../../../core/kube-object';
import { inReleaseNamespace } from '../../release-namespace';
import type { Release } from '../release';

/** What the user adds, in the release's namespace where it names none. That each is an object has been checked before. */
export function extraObjects({ values, namespace }: Release): KubeObject[] {
  const objects = values.extraObjects as readonly unknown[] as KubeObject[];
  return objects.map((object) => inReleaseNamespace(object, namespace));
}
