import type { JsonObject } from '../core/kube-object';
import { compact } from '../core/values';
import { type CredentialsPlan, credentialVolumes } from './credentials-plan';
import { assumedMinor } from './kargo-version';
import { controllerValues } from './props/controller';
import { workloadValues } from './props/workload';
import type { RemoteControllerAccess } from './remote-controller-access';
import type { ShardControllerProps } from './shard-controller-props';

/** What a ShardController has worked out of its props. */
export interface ShardControllerPlan {
  /** Its access, where it runs beside the control plane, and so can be its pod's own identity. @default - it runs elsewhere */
  readonly home?: RemoteControllerAccess;
  readonly namespace: string;
  /** The Kargo version that it runs, or `unknown`. */
  readonly version: string;
  /** @default - its objects have the chart's own names */
  readonly controllerId?: string;
  /** @default - it speaks to the cluster that it runs in */
  readonly credentials?: CredentialsPlan;
  /** Whether the roles for Argo CD are made by the construct, because the chart's would collide. */
  readonly ownArgocdRoles: boolean;
}

/**
 * Helm values of one shard's controller, and nothing else (Kargo 1.11 chart): any other component would run against the
 * control plane through the kubeconfig.
 */
export function shardControllerValues(props: ShardControllerProps, plan: ShardControllerPlan): JsonObject {
  const { shard, controlPlane } = props;
  const workload = workloadValues(props);
  const off = { enabled: false };
  const switches = assumedMinor(plan.version) >= 11;
  return compact({
    ...workload,
    api: off,
    externalWebhooksServer: off,
    garbageCollector: off,
    managementController: off,
    webhooksServer: off,
    webhooks: { register: false },
    crds: { install: false },
    // Until 1.10 the chart has no such switches; what it renders too much is taken out afterwards.
    dataPlane: switches ? { install: false, controller: { install: false } } : undefined,
    argocd:
      plan.ownArgocdRoles && switches
        ? { dataPlane: { install: false, kargoController: { install: false } } }
        : undefined,
    kubeconfigSecrets: { kargo: plan.credentials?.kubeconfigSecret },
    global: {
      ...workload.global,
      kargoNamespace: plan.namespace === controlPlane.namespace ? undefined : controlPlane.namespace,
      sharedResources: unlessDefault(controlPlane.sharedResourcesNamespace, 'kargo-shared-resources'),
      systemResources: unlessDefault(controlPlane.systemResourcesNamespace, 'kargo-system-resources'),
    },
    controller: {
      ...credentialVolumes(plan.credentials),
      ...controllerValues({
        id: plan.controllerId,
        shardName: shard.name,
        logLevel: props.logLevel,
        logFormat: props.logFormat,
        resources: props.resources,
        gitClient: props.gitClient,
        metrics: props.metrics,
        argocd: shard.argocd,
        argocdNamespace: props.argocdNamespace,
        watchArgocdNamespaceOnly: props.watchArgocdNamespaceOnly,
        rollouts: shard.rollouts,
        // The chart leaves it out where the API server is off, and links back to Kargo are then empty (Kargo 1.11).
        env:
          controlPlane.apiUrl === undefined ? undefined : [{ name: 'API_SERVER_BASE_URL', value: controlPlane.apiUrl }],
      }),
    },
  });
}

function unlessDefault(namespace: string, chartDefault: string) {
  return namespace === chartDefault ? undefined : { namespace };
}
