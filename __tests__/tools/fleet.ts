import { App, Chart, Testing } from 'cdk8s';
import type { KubeObject } from '../../lib/core/kube-object';

/** A chart in an app of its own, as a user who has no Fleet makes it. */
export function chart(name = 'prod', namespace?: string): Chart {
  return new Chart(new App(), name, { namespace, disableResourceNameHashes: true });
}

/** What a chart synthesises to. */
export function synth(of: Chart): KubeObject[] {
  return Testing.synth(of) as KubeObject[];
}

/** The one object of a kind and name. */
export function find(objects: readonly KubeObject[], kind: string, name: string, namespace?: string): KubeObject {
  const hits = objects.filter(
    (object) =>
      object.kind === kind &&
      object.metadata.name === name &&
      (namespace === undefined || object.metadata.namespace === namespace),
  );
  const [hit] = hits;
  if (hit === undefined || hits.length > 1) {
    throw new Error(`${hits.length} objects are ${kind} ${name}`);
  }
  return hit;
}

/** `data` of a ConfigMap. */
export function data(objects: readonly KubeObject[], name: string): { readonly [key: string]: string } {
  return find(objects, 'ConfigMap', name).data as { readonly [key: string]: string };
}

/** `Kind namespace/name` of all objects, sorted. */
export function names(objects: readonly KubeObject[]): string[] {
  return objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`).sort();
}

/** What a shard's cluster holds, as `names` says it. */
export const SHARD_OBJECTS = [
  'ClusterRole /kargo-controller-argocd',
  'ClusterRole /kargo-controller-argocd-events',
  'ClusterRoleBinding /kargo-controller-argocd',
  'ClusterRoleBinding /kargo-controller-argocd-events',
  'ConfigMap kargo/kargo-controller',
  'Deployment kargo/kargo-controller',
  'Namespace /kargo',
  'Secret kargo/kargo-controlplane-kubeconfig',
  'ServiceAccount kargo/kargo-controller',
];
