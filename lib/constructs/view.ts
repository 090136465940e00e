import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { ClusterView, ControllerView, ExternalView, FleetView, ShardView, ViewObject } from '../checks/view';
import type { KubeObject } from '../core/kube-object';
import { type StatedFact, statedFacts } from './facts';

/** A tree of constructs and the name of the cluster that it describes. */
export interface ClusterTree {
  readonly name: string;
  readonly root: IConstruct;
}

/** What checks see of trees of constructs. */
export function viewOf(trees: readonly ClusterTree[], complete: boolean): FleetView {
  const clusters = trees.map(({ name, root }) => ({ name, objects: objectsOf(root) }));
  const facts = trees.flatMap(({ name, root }) => statedFacts(root).map((fact) => ({ ...fact, cluster: name })));
  const home = facts.find((fact) => fact.kind === 'control-plane');
  return {
    clusters,
    shards: facts.flatMap((fact) => shardView(fact, home?.namespace)),
    controllers: facts.flatMap((fact) => controllerView(fact, fact.cluster)),
    externals: facts.flatMap(externalView),
    controlPlane: home?.cluster,
    foreignKargo: clusters.filter((cluster) => isForeign(cluster, facts)).map(({ name }) => name),
    complete,
  };
}

function objectsOf(root: IConstruct): ViewObject[] {
  return root.node
    .findAll()
    .filter((node) => ApiObject.isApiObject(node))
    .map((api) => ({ object: api.toJson() as KubeObject, where: { construct: pathOf(api) } }));
}

/** The construct that its user wrote: not the object that a construct of ours or of cdk8s-plus keeps inside. */
function pathOf(api: ApiObject): string {
  const { scope } = api.node;
  return scope === undefined || Chart.isChart(scope) ? api.node.path : scope.node.path;
}

function isForeign({ name }: ClusterView, facts: readonly (StatedFact & { cluster: string })[]): boolean {
  return facts.some((fact) => fact.kind === 'control-plane' && fact.cluster === name && fact.foreign);
}

function shardView(fact: StatedFact, namespace: string | undefined): ShardView[] {
  if (fact.kind !== 'shard') {
    return [];
  }
  const { name, argocd, rollouts, runElsewhere, serviceAccount, path } = fact;
  const identity = serviceAccount && namespace && `system:serviceaccount:${namespace}:${serviceAccount}`;
  return [{ name, argocd, rollouts, runElsewhere, where: { construct: path }, ...(identity && { identity }) }];
}

function controllerView(fact: StatedFact, cluster: string): ControllerView[] {
  if (fact.kind !== 'controller') {
    return [];
  }
  const { shard, isDefault, path } = fact;
  return [{ cluster, where: { construct: path }, isDefault, ...(shard !== undefined && { shard }) }];
}

function externalView(fact: StatedFact): ExternalView[] {
  if (fact.kind !== 'external') {
    return [];
  }
  const { of, namespace, name } = fact;
  return [{ kind: of, name, ...(namespace !== undefined && { namespace }) }];
}
