import { valueAt } from '../core/values';
import type { Change, RunOptions } from '../credentials/target';
import type { ControlPlaneDescription } from '../description/fleet-description';
import type { KubeApi, ObjectRef } from '../kube/api';

/** Kargo's API server, which has the Secret in its environment, and so reads it when it starts (Kargo 1.11 chart). */
export const API_DEPLOYMENT = 'kargo-api';

function deploymentOf({ namespace }: ControlPlaneDescription): ObjectRef {
  return { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: API_DEPLOYMENT };
}

/** Whether pods of the API server run, and so with what the Secret held before: without it they would wait for it. */
export async function isApiRunning(home: KubeApi, controlPlane: ControlPlaneDescription): Promise<boolean> {
  const deployment = await home.get(deploymentOf(controlPlane));
  return Number(valueAt(deployment, ['status', 'readyReplicas']) ?? 0) > 0;
}

/** Restarts the API server, pod by pod, as `kubectl rollout restart` does. @throws KubeError */
export async function restartApi(
  home: KubeApi,
  controlPlane: ControlPlaneDescription,
  { dryRun, now = () => new Date() }: RunOptions,
): Promise<Change> {
  const { namespace, cluster } = controlPlane;
  const annotations = { 'kubectl.kubernetes.io/restartedAt': now().toISOString() };
  await home.patch(deploymentOf(controlPlane), { spec: { template: { metadata: { annotations } } } }, { dryRun });
  return { cluster, object: `Deployment ${namespace}/${API_DEPLOYMENT}`, done: 'restarted' };
}
