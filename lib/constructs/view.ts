import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type {
  AccessView,
  ApplicationsView,
  ClusterView,
  ControllerView,
  ExternalView,
  FleetView,
  ShardView,
  ViewObject,
} from '../checks/view';
import { describe, type KubeObject } from '../core/kube-object';
import { authorOf } from './author';
import { type StatedFact, statedFacts } from './facts';
import { recordFinding } from './findings';
import { whereOf } from './origin';

/** A tree of constructs and the name of the cluster that it describes. */
export interface ClusterTree {
  readonly name: string;
  readonly root: IConstruct;
}

type ClusterFact = StatedFact & { readonly cluster: string };

/** What checks see of trees of constructs. An object that cannot be serialised is recorded as a finding, and left out. */
export function viewOf(trees: readonly ClusterTree[], complete: boolean): FleetView {
  const clusters = trees.map(({ name, root }) => ({ name, objects: objectsOf(root) }));
  const facts = trees.flatMap(({ name, root }) => statedFacts(root).map((fact) => ({ ...fact, cluster: name })));
  const roots = new Set(complete ? trees.map(({ root }) => root.node.root) : []);
  const home = facts.find((fact) => fact.kind === 'control-plane');
  return {
    clusters,
    shards: facts.flatMap((fact) => shardView(fact, home?.namespace)),
    controllers: facts.flatMap((fact) => controllerView(fact, roots)),
    accesses: facts.flatMap(accessView),
    externals: facts.flatMap(externalView),
    applications: facts.flatMap(applicationsView),
    controlPlane: home?.cluster,
    kargoVersion: home?.version,
    foreignKargo: clusters.filter((cluster) => isForeign(cluster, facts)).map(({ name }) => name),
    complete,
    unread: facts.some(({ kind }) => kind === 'unread'),
  };
}

function objectsOf(root: IConstruct): ViewObject[] {
  return root.node.findAll().filter(ApiObject.isApiObject).flatMap(objectOf);
}

function objectOf(api: ApiObject): ViewObject[] {
  const author = authorOf(api);
  try {
    return [{ object: api.toJson() as KubeObject, where: whereOf(author) }];
  } catch (error) {
    recordUnserialisable(author, api, error);
    return [];
  }
}

const unserialisable = new WeakSet<ApiObject>();

/** Once, however often the tree is looked at. */
function recordUnserialisable(author: IConstruct, api: ApiObject, error: unknown): void {
  if (unserialisable.has(api)) {
    return;
  }
  unserialisable.add(api);
  const { apiVersion, kind, name, metadata } = api;
  const object = describe({ apiVersion, kind, metadata: { name, namespace: metadata.namespace } });
  recordFinding(author, {
    severity: 'error',
    id: 'object-invalid',
    message: `${object} cannot be written: ${reasonOf(api, error)}`,
    fix: 'add what is missing, or use only texts, numbers, truth values, lists and plain objects',
    object,
  });
}

/** What went wrong in one line, without the path and the name that cdk8s (2.70) puts in front of it. */
function reasonOf(api: ApiObject, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(`Failed serializing construct at path '${api.node.path}' with name '${api.name}': `, '')
    .replace(/^Error: /, '')
    .replaceAll(/\s+/g, ' ');
}

function isForeign({ name }: ClusterView, facts: readonly ClusterFact[]): boolean {
  return facts.some((fact) => fact.kind === 'control-plane' && fact.cluster === name && fact.foreign);
}

function shardView(fact: ClusterFact, home: string | undefined): ShardView[] {
  if (fact.kind !== 'shard') {
    return [];
  }
  const { name, argocd, rollouts, runElsewhere, allProjects, serviceAccount, path } = fact;
  const identity = serviceAccount && home && `system:serviceaccount:${home}:${serviceAccount}`;
  return [
    {
      name,
      argocd,
      rollouts,
      runElsewhere,
      where: { construct: path },
      ...(identity && { identity }),
      ...(allProjects !== undefined && { allProjects }),
    },
  ];
}

/** @param roots of all trees of the fleet; none where there may be others */
function controllerView(fact: ClusterFact, roots: ReadonlySet<IConstruct>): ControllerView[] {
  if (fact.kind !== 'controller') {
    return [];
  }
  const { cluster, namespace, shard, isDefault, argocd, rollouts, kubeconfigSecret, path, home } = fact;
  const isForeign = home !== undefined && roots.size > 0 && !roots.has(home.node.root);
  return [
    {
      cluster,
      namespace,
      where: { construct: path },
      isDefault,
      ...(shard !== undefined && { shard }),
      ...(argocd !== undefined && { argocd }),
      ...(rollouts !== undefined && { rollouts }),
      ...(kubeconfigSecret !== undefined && { kubeconfigSecret }),
      ...(isForeign && { foreignHome: home.node.path }),
    },
  ];
}

function accessView(fact: ClusterFact): AccessView[] {
  return fact.kind === 'access' ? [{ name: fact.name, where: { construct: fact.path } }] : [];
}

function externalView(fact: ClusterFact): ExternalView[] {
  if (fact.kind !== 'external') {
    return [];
  }
  const { cluster, of, namespace, name } = fact;
  return [{ kind: of, cluster, name, ...(namespace !== undefined && { namespace }) }];
}

function applicationsView(fact: ClusterFact): ApplicationsView[] {
  if (fact.kind !== 'applications') {
    return [];
  }
  const { seenBy, objects, complete, path } = fact;
  return [{ seenBy, objects, complete, where: { construct: path } }];
}
