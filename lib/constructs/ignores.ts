import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { annotatedIgnores, type Ignore, ignoresIn } from '../checks/ignore/ignore';
import type { FleetView } from '../checks/view';
import type { KubeObject } from '../core/kube-object';
import { authored } from './author';
import { whereOf } from './origin';

type Request = Omit<Ignore, 'where'>;

const requested = new WeakMap<IConstruct, Request[]>();

/** Remembers what is to be ignored at a construct. */
export function requestIgnore(construct: IConstruct, request: Request): void {
  requested.set(construct, [...(requested.get(construct) ?? []), request]);
}

/** What is to be ignored in trees: by annotations of their objects, and at their constructs. */
export function ignoresOf(roots: readonly IConstruct[], view: FleetView): Ignore[] {
  return [...roots.flatMap((root) => root.node.findAll().flatMap(requestedAt)), ...ignoresIn(view)];
}

/** What is to be ignored of one construct, and of the objects of which it is the author. */
export function ignoresAt(construct: IConstruct): Ignore[] {
  const where = whereOf(construct);
  const objects = authored(construct).flatMap((api) => objectOf(api).map((object) => ({ object, where })));
  return [...requestedAt(construct), ...annotatedIgnores(objects)];
}

function requestedAt(construct: IConstruct): Ignore[] {
  return (requested.get(construct) ?? []).map((request) => ({ ...request, where: whereOf(construct) }));
}

/** What cannot be serialised is told elsewhere. */
function objectOf(api: ApiObject): KubeObject[] {
  try {
    return [api.toJson() as KubeObject];
  } catch {
    return [];
  }
}
