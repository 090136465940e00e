import { App, Chart } from 'cdk8s';
import { propsOf, recordAll } from '../constructs/props';
import { problemOf, type Shape, TEXT } from '../core/shape';
import { checkServer } from '../topology/addresses';
import { setClusterServer } from '../topology/server';

/** Properties of a Cluster. */
export interface ClusterProps {
  /** The kubectl context by which people and commands reach the cluster. @default - the cluster's name */
  readonly kubeContext?: string;
  /**
   * URL of its API server as the other clusters reach it, for example `https://prod.example.com:6443`. The control plane's
   * cluster needs one before shards can get their kubeconfigs.
   * @default - not known
   */
  readonly server?: string;
}

const CLUSTER: Shape<ClusterProps> = { kubeContext: TEXT, server: TEXT };

/**
 * One Kubernetes cluster of a fleet: a chart in an app of its own, since cdk8s gets slow with many charts in one app, and
 * orders files by name where charts depend on each other.
 */
export class Cluster extends Chart {
  /** The name, which is also that of its folder in the output. */
  readonly name: string;
  /** @see ClusterProps.kubeContext */
  readonly kubeContext: string;
  /** @see ClusterProps.server */
  readonly server?: string;

  constructor(name: string, props: ClusterProps = {}) {
    // An empty name is told when the fleet is laid out; cdk8s would throw.
    const unnamed = problemOf('a Cluster', 'the name', name, TEXT);
    super(new App(), unnamed !== undefined || name === '' ? 'cluster' : name, { disableResourceNameHashes: true });
    recordAll(this, unnamed === undefined ? [] : [unnamed]);
    this.name = String(name);
    const checked = propsOf(this, 'a Cluster', CLUSTER, props);
    this.kubeContext = checked.kubeContext ?? this.name;
    this.server = checked.server;
    if (checked.server !== undefined) {
      setClusterServer(this, checked.server);
      checkServer(this, checked.server);
    }
  }
}
