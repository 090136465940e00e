import type { StatedFact } from '../constructs/facts';
import type { Cluster } from './cluster';

/** A fact and the name of the cluster in which it holds. */
export type ClusterFact = StatedFact & { readonly cluster: string };

/** The fleet for commands and people: clusters, contexts, shards, versions, and no secrets. */
export function fleetJson(clusters: readonly Cluster[], facts: readonly ClusterFact[]): string {
  const controlPlane = facts.find((fact) => fact.kind === 'control-plane');
  const description = {
    clusters: clusters.map(({ name, kubeContext, server }) => ({ name, kubeContext, server })),
    controlPlane: controlPlane && {
      cluster: controlPlane.cluster,
      namespace: controlPlane.namespace,
      version: controlPlane.version,
      server: controlPlane.server,
    },
    defaultController: facts
      .filter(isController)
      .filter(({ isDefault }) => isDefault)
      .map(controller)[0],
    shards: facts
      .filter((fact) => fact.kind === 'shard')
      .map(({ name, argocd, rollouts, runElsewhere, serviceAccount }) => ({
        name,
        argocd,
        rollouts,
        runElsewhere,
        serviceAccount,
        controller: facts
          .filter(isController)
          .filter(({ shard }) => shard === name)
          .map(controller)[0],
      })),
  };
  return `${JSON.stringify(description, undefined, 2)}\n`;
}

type ControllerOf = ClusterFact & { readonly kind: 'controller' };

function isController(fact: ClusterFact): fact is ControllerOf {
  return fact.kind === 'controller';
}

function controller({ cluster, namespace, deployment, version, shard, kubeconfigSecret }: ControllerOf) {
  return { cluster, namespace, deployment, version, shard, kubeconfigSecret };
}
