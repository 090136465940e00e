import { Construct } from 'constructs';
import { CONTROLLER } from '../access/identity';
import { sameCluster } from '../constructs/cluster-of';
import { emit, hasObject } from '../constructs/emit';
import { type ControllerFact, stateFacts } from '../constructs/facts';
import { propsOf } from '../constructs/props';
import { validateTree } from '../constructs/validation';
import type { JsonObject, KubeObject } from '../core/kube-object';
import { ArgocdAccess } from './argocd-access';
import { controllerObjects } from './controller-objects';
import { Credentials } from './credentials';
import { makeCredentials } from './credentials-objects';
import { planCredentials } from './credentials-plan';
import { SHARD_CONTROLLER_LOCKS } from './locked';
import { ensureNamespace } from './namespace';
import { metricsApiVersions } from './props/metrics';
import type { StringMap } from './props/workload';
import { rendererVersion, renderRelease } from './release';
import type { RemoteControllerAccess } from './remote-controller-access';
import { Shard } from './shard';
import { checkShardController } from './shard-controller-checks';
import { SHARD_CONTROLLER, type ShardControllerProps } from './shard-controller-props';
import { type ShardControllerPlan, shardControllerValues } from './shard-controller-values';
import { combineValues } from './values';

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
    const taken = propsOf(this, 'a ShardController', SHARD_CONTROLLER, props);
    const { shard, controlPlane } = taken;
    if (shard === undefined || controlPlane === undefined) {
      // What is missing is told. Without it nothing can be made.
      this.shard = shard ?? new Shard('unknown');
      this.namespace = taken.namespace ?? controlPlane?.namespace ?? 'kargo';
      this.version = 'unknown';
      this.name = CONTROLLER;
      this.#stateController({ home: controlPlane, shard: shard?.name });
      return;
    }
    const checked = { ...taken, shard, controlPlane };
    const plan = makePlan(this, checked);
    this.shard = shard;
    this.namespace = plan.namespace;
    this.version = plan.version;
    this.kubeconfigSecret = plan.credentials?.kubeconfigSecret;
    this.name = plan.controllerId === undefined ? CONTROLLER : `${CONTROLLER}-${plan.controllerId}`;
    checkShardController(this, checked, plan);

    const values = combineValues(this, shardControllerValues(checked, plan), checked.values, SHARD_CONTROLLER_LOCKS);
    // The namespace of a control plane that other means installed is theirs.
    if (!(controlPlane.imported && isBeside(this, checked))) {
      ensureNamespace(this, this.namespace, checked.labels, checked.annotations);
    }
    const objects = this.#render(checked, values);
    for (const object of this.#ownObjects(objects ?? [], plan.home)) {
      emit(this, object);
    }
    if (shard.argocd && objects !== undefined) {
      this.#argocdAccess(checked, plan);
    }
    if (plan.credentials !== undefined) {
      makeCredentials(this, this.namespace, checked, plan.credentials);
    }
    this.#stateController({ home: controlPlane, shard: shard.name, credentials: plan.credentials?.description });
  }

  #stateController(of: Pick<ControllerFact, 'home' | 'shard' | 'credentials'>): void {
    const { namespace, name: deployment, version, kubeconfigSecret } = this;
    stateFacts(this, {
      kind: 'controller',
      namespace,
      deployment,
      version,
      kubeconfigSecret,
      isDefault: false,
      ...of,
    });
    validateTree(this);
  }

  #render(props: ShardControllerProps, values: JsonObject): KubeObject[] | undefined {
    const objects = renderRelease(this, props.renderer ?? props.controlPlane.renderer, {
      releaseName: props.controlPlane.releaseName,
      namespace: this.namespace,
      values,
      apiVersions: [...(props.apiVersions ?? []), ...metricsApiVersions(props.metrics)],
      kubeVersion: props.kubeVersion,
    });
    return objects && controllerObjects(objects, this.name, props.argocdNamespace ?? 'argocd');
  }

  #argocdAccess(props: ShardControllerProps, plan: ShardControllerPlan): void {
    new ArgocdAccess(this, 'argocd', {
      controller: this.name,
      serviceAccount: { name: plan.home?.serviceAccountName ?? this.name, namespace: this.namespace },
      namespace: props.watchArgocdNamespaceOnly ? (props.argocdNamespace ?? 'argocd') : undefined,
      applications: plan.ownArgocdRoles,
      labels: props.labels,
      annotations: props.annotations,
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

/** Whether a controller runs where the control plane runs. */
function isBeside(scope: Construct, { controlPlane, namespace }: ShardControllerProps): boolean {
  return sameCluster(scope, controlPlane) && (namespace ?? controlPlane.namespace) === controlPlane.namespace;
}

function makePlan(scope: Construct, props: ShardControllerProps): ShardControllerPlan {
  const { shard, controlPlane } = props;
  const home = isBeside(scope, props) ? controlPlane.accessOf(shard) : undefined;
  const another =
    hasObject(scope, 'Deployment', CONTROLLER) || (sameCluster(scope, controlPlane) && controlPlane.runsController);
  const derivedId = another ? shard.name : undefined;
  const controllerId = home === undefined ? props.controllerId || derivedId : shard.name;
  const choice = Credentials.choiceOf(props.credentials ?? Credentials.delivered());
  return {
    home,
    controllerId,
    namespace: props.namespace || controlPlane.namespace,
    version: rendererVersion(props.renderer ?? controlPlane.renderer) ?? 'unknown',
    credentials: home === undefined && choice !== undefined ? planCredentials(choice, shard, controllerId) : undefined,
    // The chart does not put the id into the name of this Role, so that two releases would have one (Kargo 1.11).
    ownArgocdRoles: controllerId !== undefined && shard.argocd && props.watchArgocdNamespaceOnly === true,
  };
}
