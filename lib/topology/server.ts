import type { Construct } from 'constructs';

const KEY = 'cdk8s-kargo/server';

/** Says for everything below `scope` where the API server of its cluster is. */
export function setClusterServer(scope: Construct, server: string): void {
  scope.node.setContext(KEY, server);
}

/** The URL of the API server of the cluster that `scope` is part of, if anything above it says so. */
export function clusterServer(scope: Construct): string | undefined {
  return scope.node.tryGetContext(KEY) as string | undefined;
}
