import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { identityOf, type KubeObject } from '../core/kube-object';
import { clusterOf } from './cluster-of';

/**
 * Adds a complete object to the tree as it is. A chart's `namespace` is stamped by cdk8s on whatever has none, also on
 * cluster-scoped objects: here that is taken back.
 */
export function emit(scope: Construct, object: KubeObject): ApiObject {
  const api = new ApiObject(scope, identityOf(object).replaceAll('/', '|'), object);
  if (object.metadata.namespace === undefined) {
    clusterScoped(api);
  }
  return api;
}

/** Keeps the namespace of the chart off an object that has none by its nature. */
export function clusterScoped(api: ApiObject): void {
  if (Chart.of(api).namespace !== undefined) {
    api.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}

/** Whether the cluster that `scope` is part of has an object of this kind and name already. */
export function hasObject(scope: IConstruct, kind: string, name: string): boolean {
  return clusterOf(scope)
    .node.findAll()
    .some((node) => ApiObject.isApiObject(node) && node.kind === kind && node.name === name);
}
