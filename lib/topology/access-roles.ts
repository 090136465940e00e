import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { clusterRules, LEASE_RULES, ROLLOUTS_RULES, type Rule, SECRET_RULES } from '../access/controller-rules';
import { clusterScoped } from '../constructs/emit';

/**
 * What every controller needs in the whole cluster, where the chart has no role for it (chart, kargo-controller): until 1.10
 * it has one only together with a controller of its own.
 */
export function controllerRole(scope: Construct, metadata: ApiObjectMetadata, minor: number): void {
  allow(clusterRole(scope, 'controller-role', metadata), clusterRules(minor));
}

/**
 * What a controller with Rollouts needs, where the control plane's chart has no role for it (Kargo 1.11 chart,
 * kargo-controller-rollouts): a namespaced role would not do, since it lists AnalysisTemplates of the whole cluster when
 * it starts, and ends when that is forbidden.
 */
export function rolloutsRole(scope: Construct, metadata: ApiObjectMetadata): void {
  allow(clusterRole(scope, 'rollouts-role', metadata), ROLLOUTS_RULES);
}

/** Reading Secrets, to be bound in one namespace after another (chart, kargo-controller-read-secrets). */
export function readSecretsRole(scope: Construct, metadata: ApiObjectMetadata): void {
  allow(clusterRole(scope, 'read-secrets-role', metadata), SECRET_RULES);
}

/** The heartbeat of a controller (Kargo 1.10 chart, Role kargo-controller). */
export function leasesRole(scope: Construct, metadata: ApiObjectMetadata): void {
  allow(new kplus.Role(scope, 'leases-role', { metadata }), LEASE_RULES);
}

/**
 * Events beside Argo CD's Applications: step `argocd-update` records one in the Application's namespace, and logs an error
 * where it may not (Kargo 1.11; its chart grants this nowhere).
 */
export function allowEvents(role: kplus.Role | kplus.ClusterRole): void {
  role.allow(['create', 'patch'], kplus.ApiResource.EVENTS);
}

function allow(role: kplus.Role | kplus.ClusterRole, rules: readonly Rule[]): void {
  for (const { group, resources, verbs } of rules) {
    const custom = (resourceType: string) => kplus.ApiResource.custom({ apiGroup: group, resourceType });
    role.allow([...verbs], ...resources.map(custom));
  }
}

function clusterRole(scope: Construct, id: string, metadata: ApiObjectMetadata): kplus.ClusterRole {
  const role = new kplus.ClusterRole(scope, id, { metadata });
  clusterScoped(ApiObject.of(role));
  return role;
}
