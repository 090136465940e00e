import { dirname } from 'node:path';
import { KARGO_GROUP } from '../checks/pipelines';
import { groupBy } from '../checks/report';
import type { ClusterView, ExternalView, FleetView, ShardView, ViewObject } from '../checks/view';
import { groupOf, identityOf } from '../core/kube-object';

/** What is taken for true of a fleet of which there are only files. */
export interface FileAssumptions {
  /** The shards that have a controller. @default - any shard may have one */
  readonly shards?: readonly string[];
  /** Whether a default controller runs. */
  readonly defaultController: boolean;
  /** What is missing when it is not among the files: references in known Projects, everything, or nothing. */
  readonly assume: 'projects' | 'complete' | 'nothing';
  /** What exists although it is not among the files. @default - nothing is known to */
  readonly existing?: readonly ExternalView[];
}

const CLUSTER = 'files';
const KNOWN_PIPELINES = { projects: 'projects', complete: 'all', nothing: 'none' } as const;

/** What checks see of files. */
export function fileView(
  objects: readonly ViewObject[],
  { shards, defaultController, assume, existing = [] }: FileAssumptions,
): FleetView {
  const clusters = clustersOf(objects);
  return {
    clusters,
    shards: (shards ?? []).map(shardView),
    controllers: [],
    accesses: [],
    externals: existing,
    foreignKargo: clusters.map(({ name }) => name),
    complete: false,
    known: {
      shards: shards !== undefined,
      defaultController: !defaultController,
      pipelines: KNOWN_PIPELINES[assume],
    },
  };
}

/**
 * One cluster, as Kargo's API objects are all in that of the control plane (Kargo 1.11). Of other objects, one that comes
 * again in another folder is most probably for another cluster, which then has the name of its folder.
 */
function clustersOf(objects: readonly ViewObject[]): ClusterView[] {
  const homes = new Map<string, string>();
  const clusters = groupBy(objects, ({ object, where }) => {
    if (groupOf(object) === KARGO_GROUP) {
      return CLUSTER;
    }
    const folder = 'file' in where ? dirname(where.file) : '';
    const identity = identityOf(object);
    const home = homes.get(identity) ?? folder;
    homes.set(identity, home);
    return home === folder ? CLUSTER : `${CLUSTER} in ${folder}`;
  });
  return [...clusters].map(([name, members]) => ({ name, objects: members }));
}

/** Nothing is known of what its controller can do, so nothing is held against it. */
function shardView(name: string): ShardView {
  return { name, where: { file: 'command line' }, argocd: true, rollouts: true, runElsewhere: true };
}
