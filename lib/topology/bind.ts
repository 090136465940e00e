import { ApiObject, JsonPatch } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';

/**
 * Binds a role to one ServiceAccount. The API group of a ServiceAccount is the empty one, which cdk8s-plus writes down and
 * the API server does not store, so that every comparison would find a difference (Kubernetes 1.35).
 */
export function bindTo(
  binding: kplus.RoleBinding | kplus.ClusterRoleBinding,
  serviceAccount: kplus.IServiceAccount,
): void {
  binding.addSubjects(serviceAccount);
  ApiObject.of(binding).addJsonPatch(JsonPatch.remove('/subjects/0/apiGroup'));
}
