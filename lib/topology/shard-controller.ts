import { Construct } from 'constructs';
import { sameCluster } from '../constructs/cluster-of';
import { emit, hasObject } from '../constructs/emit';
import { stateFacts } from '../constructs/facts';
import { recordFinding } from '../constructs/findings';
import { validateTree } from '../constructs/validation';
import type { JsonObject, KubeObject } from '../core/kube-object';
import { ArgocdAccess } from './argocd-access';
import { CONTROLLER } from './identity';
import { ensureNamespace } from './namespace';
import { metricsApiVersions } from './props/metrics';
import type { StringMap } from './props/workload';
import { rendererVersion, renderRelease } from './release';
import type { RemoteControllerAccess } from './remote-controller-access';
import type { Shard } from './shard';
import type { ShardControllerProps } from './shard-controller-props';
import { type ShardControllerPlan, shardControllerValues } from './shard-controller-values';
import { combineValues } from './values';

/** Name of the Secret with the kubeconfig of the control plane's cluster, where nobody says another. */
export const DEFAULT_KUBECONFIG_SECRET = 'kargo-controlplane-kubeconfig';

/**
 * The controller of one Shard, in that Shard's cluster, and nothing else: what Kargo's chart has for it, its namespace, and
 * the right to record Events beside Argo CD's Applications, which the chart forgets.
 */
export class ShardController extends Construct {
  /** The shard that it claims. */
  readonly shard: Shard;
  /** The namespace that it runs in. */
  readonly namespace: string;
  /** Name of its Deployment, ConfigMap and ServiceAccount, for example `kargo-controller`. */
  readonly name: string;
  /** The Kargo version that it runs, for example `1.11.2`. */
  readonly version: string;
  /** Name of the Secret with its kubeconfig. @default - it speaks to the cluster that it runs in */
  readonly kubeconfigSecret?: string;

  constructor(scope: Construct, id: string, props: ShardControllerProps) {
    super(scope, id);
    const { shard, controlPlane } = props;
    const renderer = props.renderer ?? controlPlane.renderer;
    const access = controlPlane.accessOf(shard);
    const home = access !== undefined && isHome(this, props) ? access : undefined;
    const plan = makePlan(this, props, home !== undefined);
    this.shard = shard;
    this.namespace = plan.namespace;
    this.version = rendererVersion(renderer);
    this.kubeconfigSecret = plan.kubeconfigSecret;
    this.name = plan.controllerId === undefined ? CONTROLLER : `${CONTROLLER}-${plan.controllerId}`;
    refuseForeignShard(this, props);
    validateTree(this);

    const values = combineValues(this, shardControllerValues(props, plan), props.values as JsonObject | undefined);
    ensureNamespace(this, this.namespace, props.labels, props.annotations);
    const objects = renderRelease(this, renderer, {
      releaseName: controlPlane.releaseName,
      namespace: this.namespace,
      values,
      apiVersions: [...(props.apiVersions ?? []), ...metricsApiVersions(props.metrics)],
      kubeVersion: props.kubeVersion,
    });
    for (const object of this.#ownObjects(objects ?? [], home)) {
      emit(this, object);
    }
    if (shard.argocd && objects !== undefined) {
      new ArgocdAccess(this, 'argocd', {
        controller: this.name,
        serviceAccount: { name: home?.serviceAccountName ?? this.name, namespace: this.namespace },
        namespace: props.watchArgocdNamespaceOnly ? (props.argocdNamespace ?? 'argocd') : undefined,
        applications: plan.ownArgocdRoles,
        labels: props.labels,
        annotations: props.annotations,
      });
    }
    stateFacts(this, {
      kind: 'controller',
      namespace: this.namespace,
      deployment: this.name,
      version: this.version,
      shard: shard.name,
      isDefault: false,
      kubeconfigSecret: this.kubeconfigSecret,
    });
  }

  /**
   * In the control plane's own cluster and namespace, the identity that RemoteControllerAccess made is the pod's
   * ServiceAccount. The chart's would have the same name, and a label by which the management controller would bind it to
   * the Secrets of every Project.
   */
  #ownObjects(objects: readonly KubeObject[], home: RemoteControllerAccess | undefined): KubeObject[] {
    if (home === undefined) {
      return [...objects];
    }
    const serviceAccount = objects.find(({ kind }) => kind === 'ServiceAccount');
    home.useForPods({
      labels: serviceAccount?.metadata.labels as StringMap | undefined,
      annotations: serviceAccount?.metadata.annotations as StringMap | undefined,
    });
    return objects.filter((object) => object !== serviceAccount);
  }
}

/** Whether a controller runs where the control plane runs, so that its pod's own identity will do. */
function isHome(scope: Construct, { controlPlane, namespace }: ShardControllerProps): boolean {
  return sameCluster(scope, controlPlane) && (namespace ?? controlPlane.namespace) === controlPlane.namespace;
}

function makePlan(scope: Construct, props: ShardControllerProps, home: boolean): ShardControllerPlan {
  const { shard, controlPlane } = props;
  const beside =
    hasObject(scope, 'Deployment', CONTROLLER) || (sameCluster(scope, controlPlane) && controlPlane.runsController);
  if (home && props.kubeconfigSecret !== undefined) {
    unused(scope, 'kubeconfigSecret', 'beside the control plane a controller uses the identity of its pod');
  }
  if (home && props.controllerId !== undefined && props.controllerId !== shard.name) {
    unused(scope, 'controllerId', 'beside the control plane a controller has the name of its shard');
  }
  const controllerId = home ? shard.name : (props.controllerId ?? (beside ? shard.name : undefined));
  return {
    namespace: props.namespace ?? controlPlane.namespace,
    controllerId,
    kubeconfigSecret: home ? undefined : (props.kubeconfigSecret ?? DEFAULT_KUBECONFIG_SECRET),
    // The chart does not put the id into the name of this Role, so that two releases would have one (Kargo 1.11).
    ownArgocdRoles: controllerId !== undefined && shard.argocd && props.watchArgocdNamespaceOnly === true,
  };
}

function unused(scope: Construct, prop: string, why: string): void {
  recordFinding(scope, {
    severity: 'error',
    id: 'prop-unused',
    message: `prop '${prop}' has no effect: ${why}`,
    fix: `leave out '${prop}'`,
  });
}

/** A shard that the control plane does not know has no access there. */
function refuseForeignShard(scope: Construct, { shard, controlPlane }: ShardControllerProps): void {
  if (controlPlane.shards.includes(shard)) {
    return;
  }
  const other = controlPlane.shards.some(({ name }) => name === shard.name);
  recordFinding(scope, {
    severity: 'error',
    id: other ? 'shard-declared-twice' : 'shard-undeclared',
    message: other
      ? `shard '${shard.name}' is not the Shard of that name that the control plane was given`
      : `shard '${shard.name}' was not given to the control plane, so that its controller would have no access there`,
    fix: other ? 'make one Shard of that name, and pass it to both' : "add it to 'shards' of the control plane",
  });
}
