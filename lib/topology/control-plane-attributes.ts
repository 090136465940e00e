import { FLAG, type Shape, TEXT } from '../core/shape';
import type { Renderer } from '../renderer/renderer';
import type { ShardAccess } from './remote-controller-access-props';
import { A_RENDERER, DEFAULT_CONTROLLER, SHARDS } from './shapes';
import type { Shard } from './shard';

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

export const CONTROL_PLANE_ATTRIBUTES: Shape<ControlPlaneAttributes> = {
  shards: SHARDS,
  defaultController: DEFAULT_CONTROLLER,
  namespace: TEXT,
  releaseName: TEXT,
  server: TEXT,
  version: TEXT,
  apiUrl: TEXT,
  sharedResourcesNamespace: TEXT,
  systemResourcesNamespace: TEXT,
  rollouts: FLAG,
  renderer: A_RENDERER,
};
