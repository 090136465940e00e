import type { KubeObject } from '../../core/kube-object';
import type * as Data from './crds-data';
import type { Release } from './release';

/** Kargo's CustomResourceDefinitions. */
export function crds({ values }: Release): KubeObject[] {
  if (!values.dataPlane.install || !values.crds.install) {
    return [];
  }
  const { CRDS } = load();
  return values.crds.keep ? CRDS.map(kept) : [...CRDS];
}

/** Tells Helm, and whoever looks after Helm's objects, not to delete them: all of Kargo's objects would go with them. */
function kept(crd: KubeObject): KubeObject {
  const annotations = { 'helm.sh/resource-policy': 'keep', ...crd.metadata.annotations };
  return { ...crd, metadata: { ...crd.metadata, annotations } };
}

/** Loads the data when they are needed: the render of a shard does without. */
function load(): typeof Data {
  return require('./crds-data') as typeof Data;
}
