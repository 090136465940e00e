import type { Where } from '../core/finding';
import type { KubeObject } from '../core/kube-object';

/** An object and where it came from. */
export interface ViewObject {
  readonly object: KubeObject;
  readonly where: Where;
}

/** The objects of one cluster. */
export interface ClusterView {
  readonly name: string;
  readonly objects: readonly ViewObject[];
}

/** A shard as the fleet declares it. */
export interface ShardView {
  readonly name: string;
  readonly where: Where;
  /** Whether its controller sees an Argo CD. */
  readonly argocd: boolean;
  /** Whether its controller creates AnalysisRuns. */
  readonly rollouts: boolean;
  /** Whether its controller is installed by other means. */
  readonly runElsewhere: boolean;
  /**
   * Its identity in the control plane's cluster, for example `system:serviceaccount:kargo:kargo-controller-dev-shard`.
   * @default - it has none: the default controller's shard, or one of which only the name is known
   */
  readonly identity?: string;
  /**
   * Whether its controller may read the Secrets of every Project, by way of Kargo's management controller.
   * @default false
   */
  readonly allProjects?: boolean;
}

/** The access of a shard in the control plane's cluster. */
export interface AccessView {
  /** Name of the shard. */
  readonly name: string;
  readonly where: Where;
}

/** A Kargo controller that runs in the fleet. */
export interface ControllerView {
  readonly cluster: string;
  readonly namespace: string;
  readonly where: Where;
  /** The shard that it claims. @default - none: it handles only what is unsharded */
  readonly shard?: string;
  /** Whether it handles what is unsharded. */
  readonly isDefault: boolean;
  /** Whether it sees an Argo CD. @default - its shard says it, or it is not known */
  readonly argocd?: boolean;
  /** Whether it creates AnalysisRuns. @default - its shard says it, or it is not known */
  readonly rollouts?: boolean;
  /** Name of the Secret that holds its kubeconfig. @default - it uses the ServiceAccount of its pod */
  readonly kubeconfigSecret?: string;
  /**
   * The control plane that it calls home to, where none of the clusters has that one, for example `prod/kargo`.
   * @default - it is in one of them, or not known
   */
  readonly foreignHome?: string;
}

/** Something that pipelines refer to and that is known to exist although nobody here makes it. */
export interface ExternalView {
  readonly kind: string;
  /** Name of the cluster that has it. @default - every cluster */
  readonly cluster?: string;
  /** @default - cluster-scoped */
  readonly namespace?: string;
  readonly name: string;
}

/** Applications that an Argo CD has, wherever they come from. */
export interface ApplicationsView {
  /** Whose controller sees that Argo CD. */
  readonly seenBy: { readonly shard: string } | 'default' | 'unknown';
  readonly where: Where;
  /** Applications, and ApplicationSets, which make more of them. */
  readonly objects: readonly ViewObject[];
  /** Whether that Argo CD has no others. */
  readonly complete: boolean;
}

/** What is wholly known although the rest of the fleet is not, so that what is missing in it is missing. */
export interface KnownParts {
  /** Whether `shards` are all that there are. */
  readonly shards: boolean;
  /** Whether it is known that there is no default controller, unless `controllers` has one. */
  readonly defaultController: boolean;
  /**
   * `all`: every Project, and everything that is in one. `projects`: everything that is in the Projects of the view, while
   * there may be other Projects. `none`: anything may be elsewhere.
   */
  readonly pipelines: 'all' | 'projects' | 'none';
}

/** A whole fleet as checks see it: plain data, no matter whether it came from TypeScript or from YAML. */
export interface FleetView {
  readonly clusters: readonly ClusterView[];
  readonly shards: readonly ShardView[];
  readonly controllers: readonly ControllerView[];
  readonly accesses: readonly AccessView[];
  readonly externals: readonly ExternalView[];
  /** What Argo CD has besides the Applications in the clusters of controllers. @default - nothing is known of that */
  readonly applications?: readonly ApplicationsView[];
  /**
   * Name of the cluster that holds the control plane, and so the permissions of every shard.
   * @default - none of these clusters: what depends on those permissions is not checked
   */
  readonly controlPlane?: string;
  /** The Kargo version of the control plane, for example `1.11.2`. @default - not known; taken for the newest */
  readonly kargoVersion?: string;
  /**
   * Names of the clusters in which Kargo's own roles were installed by other means, so that a binding to one of them
   * is no mistake although no object here is that role.
   */
  readonly foreignKargo: readonly string[];
  /**
   * Whether the view holds every cluster of the fleet, so that what is missing in it is missing in the fleet. A chart
   * that is looked at alone is not complete.
   */
  readonly complete: boolean;
  /** What is known of a fleet that is not complete. @default - nothing */
  readonly known?: KnownParts;
  /**
   * Whether some of what belongs to the view could not be read, which may hold what pipelines refer to: nothing is then
   * said to be missing.
   * @default false
   */
  readonly unread?: boolean;
}
