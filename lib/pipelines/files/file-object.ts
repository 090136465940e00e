import { groupOf, type KubeObject } from '../../core/kube-object';
import type { Sources } from '../../source/read';
import { KARGO_API } from '../metadata';

/** An object and its place in a file. */
export type FileObject = Sources['objects'][number];

const KARGO_GROUP = groupOf({ apiVersion: KARGO_API });

/** Whether an object is of Kargo's API, of whatever kind and version. */
export function isKargo(object: KubeObject): boolean {
  return groupOf(object) === KARGO_GROUP;
}

/** Whether an object is one that a shard's controller reconciles. */
export function isSharded(object: KubeObject): boolean {
  return isKargo(object) && (object.kind === 'Stage' || object.kind === 'Warehouse');
}
