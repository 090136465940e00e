import type {
  ControllerDescription,
  ControlPlaneDescription,
  CredentialsDescription,
  ShardDescription,
} from '../description/fleet-description';
import type { KubeApi } from '../kube/api';

/** Where the Secrets of a shard's controller are: its cluster, or a file in its place. */
export type SecretStore = Pick<KubeApi, 'server' | 'get' | 'create' | 'replace'>;

/** One shard, and both clusters that its credential is about. */
export interface Target {
  readonly shard: ShardDescription;
  readonly controller: ControllerDescription;
  readonly credentials: CredentialsDescription;
  readonly controlPlane: ControlPlaneDescription;
  /** Name of its ServiceAccount in the control plane's namespace. */
  readonly serviceAccount: string;
  /** The control plane's cluster. */
  readonly home: KubeApi;
  /** The shard's cluster. */
  readonly away: SecretStore;
}

/** What a command did, or would do, to one object. */
export interface Change {
  /** Name of the cluster. */
  readonly cluster: string;
  /** For example `Secret kargo/kargo-controlplane-token`. */
  readonly object: string;
  /** With `--dry-run` what would be done. */
  readonly done: 'created' | 'replaced' | 'deleted' | 'ended' | 'restarted' | 'unchanged';
  /** What is to be known of it, on one line. @default - nothing */
  readonly detail?: string;
}

/** How a command goes about it. */
export interface RunOptions {
  /** Whether nothing is changed: servers only say whether they would accept it. */
  readonly dryRun: boolean;
  /** The time. @default - now */
  readonly now?: () => Date;
}
