import { Construct } from 'constructs';
import { CONTROLLER } from '../access/identity';
import { type ControllerFact, type ControlPlaneFact, stateFacts } from '../constructs/facts';
import { recordAll } from '../constructs/props';
import { EmbeddedRenderer } from '../renderer/embedded';
import type { Renderer } from '../renderer/renderer';
import { checkServer } from './addresses';
import type { ControlPlaneAttributes } from './control-plane-attributes';
import type { IControlPlane } from './control-plane-reference';
import { DefaultShard } from './default-shard';
import { controlPlaneUserRegex } from './identity';
import { checkVersion } from './kargo-version';
import { rendererVersion } from './release';
import type { RemoteControllerAccess } from './remote-controller-access';
import type { RemoteControllerAccessProps } from './remote-controller-access-props';
import { clusterServer } from './server';
import { Shard } from './shard';
import { type GivenShards, givenShards, grantAccess, shardFacts } from './shard-access';

/** What every control plane is told, whether it is made here or there already. */
export interface ControlPlaneBaseProps
  extends Pick<
    ControlPlaneAttributes,
    'shards' | 'defaultController' | 'namespace' | 'releaseName' | 'server' | 'version' | 'renderer'
  > {
  /** Whether the garbage collector runs. @default true */
  readonly collectsGarbage?: boolean;
}

/** What a control plane that is made here and one that is there already have in common. */
export abstract class ControlPlaneBase extends Construct implements IControlPlane {
  readonly namespace: string;
  readonly releaseName: string;
  readonly renderer: Renderer;
  readonly version: string;
  readonly shards: readonly Shard[];
  readonly defaultShard = new DefaultShard();
  readonly server?: string;
  readonly userRegex: string;
  readonly runsController: boolean;
  abstract readonly imported: boolean;
  abstract readonly apiUrl?: string;
  abstract readonly sharedResourcesNamespace: string;
  abstract readonly systemResourcesNamespace: string;
  /** What it was told about its shards, sorted out. */
  protected readonly given: GivenShards;
  #accesses: ReadonlyMap<Shard, RemoteControllerAccess> = new Map();

  protected constructor(scope: Construct, id: string, props: ControlPlaneBaseProps) {
    super(scope, id);
    this.given = givenShards(this, props.shards, props.defaultController);
    const { accesses, ownShard, runsController } = this.given;
    this.namespace = props.namespace ?? 'kargo';
    this.releaseName = props.releaseName ?? 'kargo';
    this.renderer = props.renderer ?? new EmbeddedRenderer();
    const rendered = rendererVersion(this.renderer);
    this.version = props.version ?? rendered ?? 'unknown';
    checkVersion(this, this.version, (props.version ?? rendered) !== undefined);
    this.shards = [...(ownShard === undefined ? [] : [ownShard]), ...accesses.map(({ shard }) => shard)];
    recordAll(this, this.shards.flatMap(Shard.problemsOf));
    this.server = props.server ?? clusterServer(this);
    checkServer(this, props.server);
    this.runsController = runsController;
    this.userRegex = controlPlaneUserRegex({
      namespace: this.namespace,
      runsController,
      collectsGarbage: props.collectsGarbage ?? true,
      shards: accesses.map(({ shard }) => shard.name),
    });
  }

  accessOf(shard: Shard): RemoteControllerAccess | undefined {
    return this.#accesses.get(shard);
  }

  /**
   * Makes the accesses of its shards, and tells the fleet what there is.
   * @param abilities of its default controller, as far as they are known
   */
  protected grant(
    access: Pick<RemoteControllerAccessProps, 'chartRoles' | 'labels' | 'annotations'>,
    { foreign, adminSecret }: Pick<ControlPlaneFact, 'foreign' | 'adminSecret'>,
    abilities: Pick<ControllerFact, 'argocd' | 'rollouts'> = {},
  ): void {
    const { namespace, version, server, sharedResourcesNamespace, systemResourcesNamespace } = this;
    const common = { namespace, version, sharedResourcesNamespace, systemResourcesNamespace, ...access };
    this.#accesses = grantAccess(this, this.given, common);
    const namespaces = { namespace, sharedResourcesNamespace, systemResourcesNamespace };
    stateFacts(this, { kind: 'control-plane', ...namespaces, version, server, foreign, adminSecret });
    stateFacts(this, ...shardFacts(this.given, this.#accesses));
    if (this.runsController) {
      const shard = this.given.ownShard?.name;
      const deployment = CONTROLLER;
      stateFacts(this, { kind: 'controller', namespace, version, deployment, shard, isDefault: true, ...abilities });
    }
  }
}
