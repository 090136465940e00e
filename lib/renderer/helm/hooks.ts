import type { KubeObject } from '../../core/kube-object';

const INSTALLING = new Set(['pre-install', 'post-install', 'pre-upgrade', 'post-upgrade']);

/**
 * Whether an object belongs into plain manifests. Helm runs its hooks by itself, kubectl and GitOps tools do not: the
 * hooks of installing and upgrading are kept, as the release is not whole without them (and Argo CD honours their
 * annotation), while tests and the hooks of deleting and rolling back would run at the wrong time and are left out.
 */
export function belongsToRelease(object: KubeObject): boolean {
  const hooks = object.metadata.annotations?.['helm.sh/hook'];
  return typeof hooks !== 'string' || hooks.split(',').some((hook) => INSTALLING.has(hook.trim()));
}
