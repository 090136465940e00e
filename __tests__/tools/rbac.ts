import type { AccessRequest } from '../../lib/checks/rbac';
import { allowed } from '../../lib/checks/rbac';
import type { KubeObject } from '../../lib/core/kube-object';

/** Whether the objects of a cluster let a ServiceAccount of namespace `kargo` do something. */
export function may(objects: readonly KubeObject[], serviceAccount: string, request: AccessRequest): boolean {
  const cluster = { name: 'prod', objects: objects.map((object) => ({ object, where: { construct: 'x' } })) };
  return allowed(cluster, `system:serviceaccount:kargo:${serviceAccount}`, request);
}

/** Whether it may read Secrets of a namespace; undefined for the whole cluster. */
export function mayReadSecrets(objects: readonly KubeObject[], serviceAccount: string, namespace?: string): boolean {
  return may(objects, serviceAccount, { verb: 'list', group: '', resource: 'secrets', namespace });
}
