import { groupOf, type KubeObject } from '../core/kube-object';
import type { Path } from '../core/path';
import { isMapping } from '../core/values';
import { memberAt } from './path';
import { list, mapping, text, texts } from './read';
import type { FleetView, ViewObject } from './view';

/** The API group of Stages, Warehouses, Projects and the rest. */
export const KARGO_GROUP = 'kargo.akuity.io';

/** The API group of Argo Rollouts, of which verifications run AnalysisTemplates. */
export const ARGO_GROUP = 'argoproj.io';

/** An object of Kargo's API or of Rollouts', and the cluster in which it is. */
export interface Located {
  readonly cluster: string;
  /** `''` where it has none. */
  readonly namespace: string;
  readonly name: string;
  readonly at: ViewObject;
}

/** Freight of one Warehouse that a Stage asks for. */
export interface FreightRequest {
  /** Where the Stage asks for it. */
  readonly path: Path;
  /** Name of the Warehouse. */
  readonly origin: string;
  /** Whether it comes from the Warehouse itself: Kargo 1.11 then looks at no Stage. */
  readonly direct: boolean;
  /** Names of the Stages from which it may come. */
  readonly stages: readonly string[];
  /** Whether it must have passed all these Stages, not just one of them. */
  readonly all: boolean;
  /** Whether it is asked for in a way that the API server takes, and comes from nowhere. */
  readonly sourceless: boolean;
}

/** All objects of some of Kargo's kinds. */
export function located(view: FleetView, ...kinds: readonly string[]): Located[] {
  return locatedIn(KARGO_GROUP, view, ...kinds);
}

/** All objects of some kinds of an API group. */
export function locatedIn(group: string, view: FleetView, ...kinds: readonly string[]): Located[] {
  const wanted = new Set(kinds);
  return view.clusters.flatMap(({ name: cluster, objects }) =>
    objects
      .filter(({ object }) => wanted.has(object.kind) && groupOf(object) === group)
      .map((at) => {
        const { namespace, name } = at.object.metadata;
        return { cluster, namespace: text(namespace) ?? '', name: text(name) ?? '', at };
      }),
  );
}

/** The shard that a Stage or Warehouse names. What has none belongs to the default controller. */
export function shardOf(object: KubeObject): string | undefined {
  return text(mapping(object.spec)['shard']);
}

/** Whether a Stage or Warehouse leaves its shard out, as opposed to naming one or writing nonsense. */
export function isUnsharded(object: KubeObject): boolean {
  const shard = mapping(object.spec)['shard'];
  return shard === undefined || shard === null || shard === '';
}

/** What a Stage asks for. */
export function requestsOf(stage: KubeObject): FreightRequest[] {
  return list(mapping(stage.spec)['requestedFreight']).flatMap((request, i) => {
    const { origin, sources } = mapping(request);
    const { kind, name } = mapping(origin);
    const warehouse = text(name);
    if (kind !== 'Warehouse' || warehouse === undefined) {
      return [];
    }
    const { direct, stages, availabilityStrategy } = mapping(sources);
    return [
      {
        path: ['spec', 'requestedFreight', i],
        origin: warehouse,
        direct: direct === true,
        stages: [...new Set(texts(stages))],
        all: availabilityStrategy === 'All',
        sourceless: isMapping(sources) && (direct ?? false) === false && isEmpty(stages),
      },
    ];
  });
}

/** Where a request names its Warehouse. */
export function originPath({ path }: FreightRequest): Path {
  return [...path, 'origin', 'name'];
}

/** Where a request of a Stage names one of the Stages from which freight may come. */
export function upstreamPath(stage: KubeObject, { path }: FreightRequest, name: string): Path {
  const sources = [...path, 'sources', 'stages'];
  return [...sources, list(memberAt(stage, sources)).indexOf(name)];
}

function isEmpty(stages: unknown): boolean {
  return stages === undefined || stages === null || (Array.isArray(stages) && stages.length === 0);
}
