import type { Json, KubeObject } from '../../../core/kube-object';
import { goJson } from '../go/json';
import { ifSet } from '../go/truth';
import { labels } from '../metadata';
import type { Release } from '../release';

/** The ServiceAccounts that stand for users: whoever signs in with the right claims has the permissions of one. */
export function users(release: Release): KubeObject[] {
  const { api, dataPlane } = release.values;
  if (!dataPlane.install || !api.enabled) {
    return [];
  }
  const { admins, projectCreators, users: all, viewers } = api.oidc;
  return [
    user(release, 'kargo-admin', admins.claims),
    user(release, 'kargo-project-creator', projectCreators.claims),
    user(release, 'kargo-user', all.claims),
    user(release, 'kargo-viewer', viewers.claims),
  ];
}

function user(release: Release, name: string, claims: { readonly [claim: string]: Json }): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name,
      namespace: release.namespace,
      labels: { ...labels(release), 'rbac.kargo.akuity.io/system-role': 'true' },
      annotations: ifSet(claims) && { 'rbac.kargo.akuity.io/claims': goJson(claims) },
    },
  };
}
