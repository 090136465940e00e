import { groupOf, type KubeObject } from '../core/kube-object';
import { mapping } from './read';

/** A template from which Kubernetes makes objects, and where it stands. */
export interface Template {
  readonly path: readonly string[];
  readonly value: { readonly [key: string]: unknown };
}

/** Kinds that make Pods, by `group/kind`, and the path of the Pod's template. */
const POD_TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map([
  ['apps/DaemonSet', ['spec', 'template']],
  ['apps/Deployment', ['spec', 'template']],
  ['apps/ReplicaSet', ['spec', 'template']],
  ['apps/StatefulSet', ['spec', 'template']],
  ['batch/Job', ['spec', 'template']],
  ['batch/CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
]);

/** The template of the Pods that an object makes, if it makes any. */
export function podTemplateOf(object: KubeObject): Template | undefined {
  const path = POD_TEMPLATES.get(`${groupOf(object)}/${object.kind}`);
  return path && { path, value: path.reduce((value, key) => mapping(value[key]), mapping(object)) };
}
