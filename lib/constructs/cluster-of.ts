import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * The chart that stands for the cluster that a construct is part of: the outermost one above it. Without any chart, as in
 * a tree that is still being put together, the root.
 */
export function clusterOf(scope: IConstruct): IConstruct {
  return scope.node.scopes.find((above) => Chart.isChart(above)) ?? scope.node.root;
}

/** Whether two constructs end in the same cluster, as far as the tree says it. */
export function sameCluster(one: IConstruct, other: IConstruct): boolean {
  return clusterOf(one) === clusterOf(other);
}
