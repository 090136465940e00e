import { groupOf, type KubeObject } from '../../core/kube-object';
import { isKargo } from './file-object';

// Kinds without a namespace that may be beside pipelines. Of custom resources nothing here says which have one: those that
// have none are called `Cluster…` by convention (ClusterIssuer, ClusterSecretStore, ClusterAnalysisTemplate).
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'kargo.akuity.io/Project',
  'networking.k8s.io/IngressClass',
  'node.k8s.io/RuntimeClass',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/StorageClass',
]);

/** Whether objects of a kind are in no namespace. */
export function isClusterScoped(object: KubeObject): boolean {
  return CLUSTER_SCOPED.has(`${groupOf(object)}/${object.kind}`) || /^Cluster[A-Z]/.test(object.kind);
}

/** The same object, in a namespace if it is of a kind that needs one and names none. */
export function inNamespace(object: KubeObject, namespace: string | undefined): KubeObject {
  const { namespace: named, ...metadata } = object.metadata;
  if (named !== undefined && named !== null && named !== '') {
    return object;
  }
  return { ...object, metadata: isClusterScoped(object) ? metadata : { ...metadata, ...(namespace && { namespace }) } };
}

/** Whether an object of Kargo's needs a namespace and has none. */
export function isHomeless(object: KubeObject): boolean {
  return isKargo(object) && !isClusterScoped(object) && object.metadata.namespace === undefined;
}
