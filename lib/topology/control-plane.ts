import { Construct } from 'constructs';
import { emit } from '../constructs/emit';
import { stateFacts } from '../constructs/facts';
import { recordFinding } from '../constructs/findings';
import { validateTree } from '../constructs/validation';
import type { JsonObject, KubeObject } from '../core/kube-object';
import { valueAt } from '../core/values';
import { EmbeddedRenderer } from '../renderer/embedded';
import type { Renderer } from '../renderer/renderer';
import { checkHost, checkUrl } from './addresses';
import { apiUrl } from './api-url';
import type { ControlPlaneProps } from './control-plane-props';
import type { IControlPlane } from './control-plane-reference';
import { type ControlPlanePlan, controlPlaneValues } from './control-plane-values';
import { DefaultShard } from './default-shard';
import { dexConfigAsConfigMap, refuseDexSecrets } from './dex-config';
import { CONTROLLER, controlPlaneUserRegex } from './identity';
import { type ControlPlaneAttributes, ImportedControlPlane } from './imported-control-plane';
import { ensureNamespace } from './namespace';
import { metricsApiVersions } from './props/metrics';
import { rendererVersion, renderRelease } from './release';
import type { RemoteControllerAccess } from './remote-controller-access';
import { clusterServer } from './server';
import { Shard } from './shard';
import { grantAccess, shardFact } from './shard-access';
import { combineValues } from './values';

/**
 * Kargo's central parts in one cluster: API server, management controller, webhooks servers, garbage collector, CRDs, and
 * usually the default controller; and the access of every Shard that it is given. cert-manager must be there first.
 */
export class ControlPlane extends Construct implements IControlPlane {
  /** A control plane that is there already, installed by other means: only accesses and pipelines are made for it. */
  static fromAttributes(scope: Construct, id: string, attributes: ControlPlaneAttributes): IControlPlane {
    return new ImportedControlPlane(scope, id, attributes);
  }

  readonly namespace: string;
  readonly releaseName: string;
  readonly renderer: Renderer;
  readonly version: string;
  readonly shards: readonly Shard[];
  readonly defaultShard = new DefaultShard();
  readonly server?: string;
  readonly apiUrl?: string;
  readonly sharedResourcesNamespace: string;
  readonly systemResourcesNamespace: string;
  readonly userRegex: string;
  readonly runsController: boolean;
  readonly #accesses: ReadonlyMap<Shard, RemoteControllerAccess>;

  constructor(scope: Construct, id: string, props: ControlPlaneProps = {}) {
    super(scope, id);
    const plan = makePlan(props);
    this.namespace = plan.namespace;
    this.releaseName = props.releaseName ?? 'kargo';
    this.renderer = props.renderer ?? new EmbeddedRenderer();
    this.version = rendererVersion(this.renderer);
    this.runsController = plan.runsController;
    this.userRegex = plan.userRegex;
    this.shards = [...(plan.ownShard === undefined ? [] : [plan.ownShard]), ...plan.remote];
    this.server = props.server ?? clusterServer(this);
    refuseDexSecrets(this, props.oidc?.dex);
    checkAddresses(this, props, this.shards);
    refuseUnusedProps(this, props, plan);

    const values = combineValues(this, controlPlaneValues(props, plan), props.values as JsonObject | undefined);
    this.apiUrl = apiUrl(values);
    this.sharedResourcesNamespace = namespaceAt(values, 'sharedResources') ?? 'kargo-shared-resources';
    this.systemResourcesNamespace = namespaceAt(values, 'systemResources') ?? 'kargo-system-resources';

    ensureNamespace(this, this.namespace, props.labels, props.annotations);
    const objects = this.#render(props, values);
    this.#accesses = grantAccess(this, props.shards ?? [], plan.ownShard, {
      namespace: this.namespace,
      sharedResourcesNamespace: this.sharedResourcesNamespace,
      systemResourcesNamespace: this.systemResourcesNamespace,
      chartHasRolloutsRole: objects?.some((object) => object.metadata.name === `${CONTROLLER}-rollouts`) ?? true,
      labels: props.labels,
      annotations: props.annotations,
    });
    this.#stateFacts(plan, objects === undefined);
    validateTree(this);
  }

  accessOf(shard: Shard): RemoteControllerAccess | undefined {
    return this.#accesses.get(shard);
  }

  #render(props: ControlPlaneProps, values: JsonObject): KubeObject[] | undefined {
    const objects = renderRelease(this, this.renderer, {
      releaseName: this.releaseName,
      namespace: this.namespace,
      values,
      apiVersions: [...(props.apiVersions ?? []), ...metricsApiVersions(props.metrics)],
      kubeVersion: props.kubeVersion,
    });
    for (const object of dexConfigAsConfigMap(objects ?? [])) {
      emit(this, object);
    }
    return objects;
  }

  #stateFacts(plan: ControlPlanePlan, refused: boolean): void {
    stateFacts(this, {
      kind: 'control-plane',
      namespace: this.namespace,
      version: this.version,
      server: this.server,
      // Nothing was rendered: then it is no mistake of the bindings that their roles are missing.
      foreign: refused,
    });
    for (const shard of this.shards) {
      stateFacts(this, shardFact(shard, this.#accesses.get(shard)));
    }
    if (plan.runsController) {
      stateFacts(this, {
        kind: 'controller',
        namespace: this.namespace,
        deployment: CONTROLLER,
        version: this.version,
        shard: plan.ownShard?.name,
        isDefault: true,
      });
    }
  }
}

function makePlan(props: ControlPlaneProps): ControlPlanePlan {
  const { defaultController = true } = props;
  const ownShard = typeof defaultController === 'object' ? defaultController.shard : undefined;
  const shards = (props.shards ?? []).map((entry) => (Shard.isShard(entry) ? entry : entry.shard));
  const namespace = props.namespace ?? 'kargo';
  const remote = [...new Set(shards)].filter((shard) => shard !== ownShard);
  const runsController = defaultController !== false;
  return {
    namespace,
    remote,
    runsController,
    ownShard,
    userRegex: controlPlaneUserRegex({
      namespace,
      runsController,
      collectsGarbage: props.garbageCollection !== false,
      shards: remote.map(({ name }) => name),
    }),
    argocd: ownShard?.argocd ?? props.argocd ?? true,
    rollouts: ownShard?.rollouts ?? props.rollouts ?? false,
  };
}

function checkAddresses(scope: Construct, props: ControlPlaneProps, shards: readonly Shard[]): void {
  checkHost(scope, 'host', props.host);
  checkHost(scope, 'externalWebhooks.host', props.externalWebhooks ? props.externalWebhooks.host : undefined);
  checkUrl(scope, "'argocdUrl'", props.argocdUrl);
  for (const { name, argocdUrl } of shards) {
    checkUrl(scope, `'argocdUrl' of shard '${name}'`, argocdUrl);
  }
}

function refuseUnusedProps(
  scope: Construct,
  props: ControlPlaneProps,
  { ownShard, runsController }: ControlPlanePlan,
): void {
  const why = !runsController ? 'there is no default controller' : ownShard && `shard '${ownShard.name}' says it`;
  if (why === undefined) {
    return;
  }
  const unused = runsController
    ? (['argocd', 'argocdUrl', 'rollouts'] as const)
    : (['argocd', 'argocdUrl', 'argocdNamespace', 'gitClient'] as const);
  for (const prop of unused.filter((name) => props[name] !== undefined)) {
    recordFinding(scope, {
      severity: 'error',
      id: 'prop-unused',
      message: `prop '${prop}' has no effect: ${why}`,
      fix: `leave out '${prop}'`,
    });
  }
}

function namespaceAt(values: JsonObject, of: string): string | undefined {
  const namespace = valueAt(values, ['global', of, 'namespace']);
  return typeof namespace === 'string' ? namespace : undefined;
}
