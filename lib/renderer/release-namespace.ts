import { groupOf, type KubeObject } from '../core/kube-object';

/** Kinds of Kubernetes' own groups that are cluster-scoped, as far as a chart may have them. */
const CLUSTER_SCOPED = new Set([
  'APIService',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterTrustBundle',
  'CSIDriver',
  'CSINode',
  'CustomResourceDefinition',
  'FlowSchema',
  'IngressClass',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeAttributesClass',
]);

/** Kinds of other groups that Kargo's chart makes in its namespace. */
const NAMESPACED = new Set([
  'cert-manager.io/Certificate',
  'cert-manager.io/Issuer',
  'monitoring.coreos.com/ServiceMonitor',
]);

/**
 * The same object with the release's namespace, where the chart leaves it out and means that one, as the chart of Kargo 1.9
 * does for some Roles. Helm would install it there; kubectl would take the namespace of its context instead.
 */
export function inReleaseNamespace(object: KubeObject, namespace: string): KubeObject {
  return object.metadata.namespace === undefined && isNamespaced(object)
    ? { ...object, metadata: { ...object.metadata, namespace } }
    : object;
}

function isNamespaced(object: KubeObject): boolean {
  const group = groupOf(object);
  const builtIn = !group.includes('.') || group.endsWith('.k8s.io');
  return builtIn ? !CLUSTER_SCOPED.has(object.kind) : NAMESPACED.has(`${group}/${object.kind}`);
}
