import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { clusterScoped, hasObject } from '../constructs/emit';
import type { StringMap } from './props/workload';

/** Makes a Namespace, unless the same tree has it already: several of Kargo's parts may share one. */
export function ensureNamespace(scope: Construct, name: string, labels?: StringMap, annotations?: StringMap): void {
  if (!hasObject(scope, 'Namespace', name)) {
    const namespace = new kplus.Namespace(scope, 'namespace', { metadata: { name, labels, annotations } });
    clusterScoped(ApiObject.of(namespace));
  }
}
