import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { clusterScoped } from '../constructs/emit';

const READ = ['get', 'list', 'watch'];

const core = (resourceType: string) => kplus.ApiResource.custom({ apiGroup: '', resourceType });
const kargo = (resourceType: string) => kplus.ApiResource.custom({ apiGroup: 'kargo.akuity.io', resourceType });
const argo = (resourceType: string) => kplus.ApiResource.custom({ apiGroup: 'argoproj.io', resourceType });

/**
 * What every controller needs in the whole cluster, where the chart has no role for it (chart, kargo-controller): until 1.10
 * it has one only together with a controller of its own.
 */
export function controllerRole(scope: Construct, metadata: ApiObjectMetadata, minor: number): void {
  const role = clusterRole(scope, 'controller-role', metadata);
  const settings = ['projects', 'projectconfigs', ...(minor >= 10 ? ['clusterconfigs'] : [])];
  role.allow(READ, core('configmaps'));
  role.allow(['create', 'patch'], core('events'));
  role.allow(READ, ...[...settings, 'clusterpromotiontasks', 'promotiontasks', 'warehouses'].map(kargo));
  role.allow(['create', ...READ], kargo('promotions'));
  role.allow(['create', ...READ, ...(minor >= 10 ? ['patch', 'update'] : [])], kargo('freights'));
  role.allow([...READ, 'patch', 'promote'], kargo('stages'));
  const patched = [
    'freights/status',
    'promotions/status',
    'stages/status',
    'warehouses/finalizers',
    'warehouses/status',
  ];
  role.allow(['patch'], ...patched.map(kargo));
}

/**
 * What a controller with Rollouts needs, where the control plane's chart has no role for it (Kargo 1.11 chart,
 * kargo-controller-rollouts): a namespaced role would not do, since it lists AnalysisTemplates of the whole cluster when
 * it starts, and ends when that is forbidden.
 */
export function rolloutsRole(scope: Construct, metadata: ApiObjectMetadata): void {
  const role = clusterRole(scope, 'rollouts-role', metadata);
  role.allow(READ, argo('analysistemplates'), argo('clusteranalysistemplates'));
  role.allow(['create', 'deletecollection', ...READ, 'patch'], argo('analysisruns'));
}

/** Reading Secrets, to be bound in one namespace after another (chart, kargo-controller-read-secrets). */
export function readSecretsRole(scope: Construct, metadata: ApiObjectMetadata): void {
  clusterRole(scope, 'read-secrets-role', metadata).allow(READ, core('secrets'));
}

/** The heartbeat of a controller (Kargo 1.10 chart, Role kargo-controller). */
export function leasesRole(scope: Construct, metadata: ApiObjectMetadata): void {
  const leases = kplus.ApiResource.custom({ apiGroup: 'coordination.k8s.io', resourceType: 'leases' });
  new kplus.Role(scope, 'leases-role', { metadata }).allow(['create', 'delete', 'get', 'patch', 'update'], leases);
}

/**
 * Events beside Argo CD's Applications: step `argocd-update` records one in the Application's namespace, and logs an error
 * where it may not (Kargo 1.11; its chart grants this nowhere).
 */
export function allowEvents(role: kplus.Role | kplus.ClusterRole): void {
  role.allow(['create', 'patch'], kplus.ApiResource.EVENTS);
}

function clusterRole(scope: Construct, id: string, metadata: ApiObjectMetadata): kplus.ClusterRole {
  const role = new kplus.ClusterRole(scope, id, { metadata });
  clusterScoped(ApiObject.of(role));
  return role;
}
