import { FLAG, listOf, MAPPING, made, needed, oneOf, type Shape, TEXT, TOLD_ELSEWHERE } from '../core/shape';
import { A_PROJECT, type IProject } from './project-reference';
import type { StringMap } from './props/workload';
import { A_SHARD, type Shard } from './shard';

/** What one Shard's controller may do in the control plane's cluster, beyond what every controller may. */
export interface ShardAccess {
  /** The Shard whose controller it is. */
  readonly shard: Shard;
  /**
   * Whose Secrets it may read: those of the Projects that have a Stage or a Warehouse on the shard and of `projects`, or
   * those of every Project, now and later. The latter is done by Kargo's management controller, which also puts a
   * finalizer on the ServiceAccount.
   * @default 'served-projects'
   */
  readonly secrets?: 'served-projects' | 'all-projects';
  /**
   * Projects whose Secrets it may read although they have nothing on the shard in this fleet; their Namespaces must exist
   * when this is applied.
   * @default - none
   */
  readonly projects?: readonly IProject[];
  /**
   * Whether to make a Secret that Kubernetes fills with a token that never expires. Such a token is valid until the
   * ServiceAccount is deleted, for whoever gets hold of it: where only the Secret is, applying it brings the same token back.
   * @default false
   */
  readonly lastingToken?: boolean;
}

/** Properties of a RemoteControllerAccess. */
export interface RemoteControllerAccessProps extends ShardAccess {
  /** Kargo's namespace. @default 'kargo' */
  readonly namespace?: string;
  /** The Kargo version of the control plane, for example `1.11.2`. @default '1.11.2' */
  readonly version?: string;
  /** @default 'kargo-shared-resources' */
  readonly sharedResourcesNamespace?: string;
  /** @default 'kargo-system-resources' */
  readonly systemResourcesNamespace?: string;
  /**
   * Which roles Kargo's chart has rendered there, such as `ClusterRole/kargo-controller-rollouts`. Where one that the shard
   * needs is not among them, it gets one of its own.
   * @default - all that the chart of this version has for controllers
   */
  readonly chartRoles?: ReadonlySet<string>;
  /** Labels of every object. @default - none */
  readonly labels?: StringMap;
  /** Annotations of every object. @default - none */
  readonly annotations?: StringMap;
}

/** As an entry of `shards`, of which another check tells whether it has a Shard. */
export const SHARD_ACCESS: Shape<ShardAccess> = {
  shard: TOLD_ELSEWHERE,
  secrets: oneOf('served-projects', 'all-projects'),
  projects: listOf(A_PROJECT),
  lastingToken: FLAG,
};

export const REMOTE_CONTROLLER_ACCESS: Shape<RemoteControllerAccessProps> = {
  ...SHARD_ACCESS,
  shard: needed(A_SHARD),
  namespace: TEXT,
  version: TEXT,
  sharedResourcesNamespace: TEXT,
  systemResourcesNamespace: TEXT,
  chartRoles: made('a Set of texts', (value) => value instanceof Set),
  labels: MAPPING,
  annotations: MAPPING,
};
