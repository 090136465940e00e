import type { StatedFact } from '../constructs/facts';
import type {
  ControllerDescription,
  ControlPlaneDescription,
  FleetDescription,
  ShardDescription,
} from '../description/fleet-description';
import type { Cluster } from './cluster';

/** A fact and the name of the cluster in which it holds. */
export type ClusterFact = StatedFact & { readonly cluster: string };

type Of<Kind> = Extract<ClusterFact, { readonly kind: Kind }>;

/** The fleet for commands and people: clusters, contexts, shards, versions, and no secrets. */
export function fleetJson(
  clusters: readonly Cluster[],
  facts: readonly ClusterFact[],
  projects: readonly string[],
): string {
  const description: FleetDescription = {
    clusters: clusters.map(({ name, kubeContext, server }) => ({ name, kubeContext, server })),
    controlPlane: of(facts, 'control-plane').map(controlPlane)[0],
    defaultController: of(facts, 'controller')
      .filter(({ isDefault }) => isDefault)
      .map(controller)[0],
    projects: [...new Set(projects)].sort(),
    shards: of(facts, 'shard').map((fact) => shard(fact, facts)),
  };
  return `${JSON.stringify(description, undefined, 2)}\n`;
}

function of<Kind extends ClusterFact['kind']>(facts: readonly ClusterFact[], kind: Kind): Of<Kind>[] {
  return facts.filter((fact): fact is Of<Kind> => fact.kind === kind);
}

function controlPlane(fact: Of<'control-plane'>): ControlPlaneDescription {
  const { cluster, namespace, sharedResourcesNamespace, systemResourcesNamespace, version, server, adminSecret } = fact;
  return { cluster, namespace, sharedResourcesNamespace, systemResourcesNamespace, version, server, adminSecret };
}

function shard(fact: Of<'shard'>, facts: readonly ClusterFact[]): ShardDescription {
  const { name, argocd, rollouts, runElsewhere, serviceAccount, allProjects } = fact;
  const granted = of(facts, 'grant').flatMap((grant) => (grant.shard === name ? [grant.project] : []));
  return {
    name,
    argocd,
    rollouts,
    runElsewhere,
    serviceAccount,
    projects: allProjects ? '*' : [...new Set(granted)].sort(),
    controller: of(facts, 'controller')
      .filter((each) => each.shard === name)
      .map(controller)[0],
  };
}

function controller(fact: Of<'controller'>): ControllerDescription {
  const { cluster, namespace, deployment, version, shard: claimed, kubeconfigSecret, credentials } = fact;
  return { cluster, namespace, deployment, version, shard: claimed, kubeconfigSecret, credentials };
}
