import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { clusterScoped } from '../constructs/emit';

const argo = (resourceType: string) => kplus.ApiResource.custom({ apiGroup: 'argoproj.io', resourceType });

/**
 * What a controller with Rollouts needs, where the control plane's chart has no role for it (Kargo 1.11 chart,
 * kargo-controller-rollouts): a namespaced role would not do, since it lists AnalysisTemplates of the whole cluster when
 * it starts, and ends when that is forbidden.
 */
export function rolloutsRole(scope: Construct, metadata: ApiObjectMetadata): void {
  const role = new kplus.ClusterRole(scope, 'rollouts-role', { metadata });
  clusterScoped(ApiObject.of(role));
  role.allow(['get', 'list', 'watch'], argo('analysistemplates'), argo('clusteranalysistemplates'));
  role.allow(['create', 'deletecollection', 'get', 'list', 'patch', 'watch'], argo('analysisruns'));
}

/**
 * Events beside Argo CD's Applications: step `argocd-update` records one in the Application's namespace, and logs an error
 * where it may not (Kargo 1.11; its chart grants this nowhere).
 */
export function allowEvents(role: kplus.Role | kplus.ClusterRole): void {
  role.allow(['create', 'patch'], kplus.ApiResource.EVENTS);
}
