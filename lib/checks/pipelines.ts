import { groupOf, type KubeObject } from '../core/kube-object';
import { list, mapping, text, texts } from './read';
import type { FleetView, ViewObject } from './view';

/** The API group of Stages, Warehouses, Projects and the rest. */
export const KARGO_GROUP = 'kargo.akuity.io';

/** An object of Kargo's API and the cluster in which it is. */
export interface Located {
  readonly cluster: string;
  /** `''` where it has none. */
  readonly namespace: string;
  readonly name: string;
  readonly at: ViewObject;
}

/** Freight of one Warehouse that a Stage asks for. */
export interface FreightRequest {
  /** Name of the Warehouse. */
  readonly origin: string;
  /** Names of the Stages that it must have passed; empty where it comes directly from the Warehouse only. */
  readonly stages: readonly string[];
}

/** All objects of some of Kargo's kinds. */
export function located(view: FleetView, ...kinds: readonly string[]): Located[] {
  const wanted = new Set(kinds);
  return view.clusters.flatMap(({ name: cluster, objects }) =>
    objects
      .filter(({ object }) => wanted.has(object.kind) && groupOf(object) === KARGO_GROUP)
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
  return list(mapping(stage.spec)['requestedFreight']).flatMap((request) => {
    const { origin, sources } = mapping(request);
    const { kind, name } = mapping(origin);
    const warehouse = text(name);
    return kind === 'Warehouse' && warehouse !== undefined
      ? [{ origin: warehouse, stages: [...new Set(texts(mapping(sources)['stages']))] }]
      : [];
  });
}
