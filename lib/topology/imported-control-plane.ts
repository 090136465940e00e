import { Construct } from 'constructs';
import { stateFacts } from '../constructs/facts';
import { validateTree } from '../constructs/validation';
import { EmbeddedRenderer } from '../renderer/embedded';
import type { Renderer } from '../renderer/renderer';
import type { IControlPlane } from './control-plane-reference';
import { DefaultShard } from './default-shard';
import { CONTROLLER, controlPlaneUserRegex } from './identity';
import { rendererVersion } from './release';
import type { RemoteControllerAccess, ShardAccess } from './remote-controller-access';
import { clusterServer } from './server';
import { Shard } from './shard';
import { grantAccess, shardFact } from './shard-access';

/** What is to be known of a control plane that is there already. */
export interface ControlPlaneAttributes {
  /** The shards whose controllers run in other clusters; their accesses are made. @default - none */
  readonly shards?: readonly (Shard | ShardAccess)[];
  /** As for a ControlPlane: what its default controller claims, if it has one. @default true */
  readonly defaultController?: boolean | { readonly shard: Shard };
  /** Kargo's namespace. @default 'kargo' */
  readonly namespace?: string;
  /** Helm's release name. @default 'kargo' */
  readonly releaseName?: string;
  /** URL of the API server as the shards reach it. @default - the `server` of the Cluster */
  readonly server?: string;
  /** The Kargo version that runs there, for example `1.11.2`. @default - the version of the renderer */
  readonly version?: string;
  /** URL of Kargo's API and UI, for links in pull requests. @default - no links */
  readonly apiUrl?: string;
  /** @default 'kargo-shared-resources' */
  readonly sharedResourcesNamespace?: string;
  /** @default 'kargo-system-resources' */
  readonly systemResourcesNamespace?: string;
  /**
   * Whether it was installed with `controller.rollouts.integrationEnabled`, and so has ClusterRole
   * `kargo-controller-rollouts`.
   * @default true
   */
  readonly rollouts?: boolean;
  /** What renders the controllers of its shards. @default - the embedded renderer */
  readonly renderer?: Renderer;
}

/** A control plane that other means installed. */
export class ImportedControlPlane extends Construct implements IControlPlane {
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

  constructor(scope: Construct, id: string, attributes: ControlPlaneAttributes) {
    super(scope, id);
    const { defaultController = true } = attributes;
    const ownShard = typeof defaultController === 'object' ? defaultController.shard : undefined;
    const given = (attributes.shards ?? []).map((entry) => (Shard.isShard(entry) ? entry : entry.shard));
    this.shards = [...new Set(ownShard === undefined ? given : [ownShard, ...given])];
    this.namespace = attributes.namespace ?? 'kargo';
    this.releaseName = attributes.releaseName ?? 'kargo';
    this.renderer = attributes.renderer ?? new EmbeddedRenderer();
    this.version = attributes.version ?? rendererVersion(this.renderer);
    this.server = attributes.server ?? clusterServer(this);
    this.apiUrl = attributes.apiUrl;
    this.sharedResourcesNamespace = attributes.sharedResourcesNamespace ?? 'kargo-shared-resources';
    this.systemResourcesNamespace = attributes.systemResourcesNamespace ?? 'kargo-system-resources';
    this.runsController = defaultController !== false;
    this.userRegex = controlPlaneUserRegex({
      namespace: this.namespace,
      runsController: this.runsController,
      collectsGarbage: true,
      shards: this.shards.filter((shard) => shard !== ownShard).map(({ name }) => name),
    });
    this.#accesses = grantAccess(this, attributes.shards ?? [], ownShard, {
      namespace: this.namespace,
      sharedResourcesNamespace: this.sharedResourcesNamespace,
      systemResourcesNamespace: this.systemResourcesNamespace,
      chartHasRolloutsRole: attributes.rollouts ?? true,
    });
    validateTree(this);
    const { namespace, version, server } = this;
    stateFacts(this, { kind: 'control-plane', namespace, version, server, foreign: true });
    stateFacts(this, ...this.shards.map((shard) => shardFact(shard, this.#accesses.get(shard))));
    if (this.runsController) {
      const shard = ownShard?.name;
      stateFacts(this, { kind: 'controller', namespace, version, deployment: CONTROLLER, shard, isDefault: true });
    }
  }

  accessOf(shard: Shard): RemoteControllerAccess | undefined {
    return this.#accesses.get(shard);
  }
}
