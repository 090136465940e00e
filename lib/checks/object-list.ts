import type { Finding } from '../core/finding';
import type { KubeObject } from '../core/kube-object';
import { list, text } from './read';
import { errorAt, objectError } from './report';
import type { FleetView, ViewObject } from './view';

/** `object-list`: objects inside a list are applied like any other, but no check would see them. */
export function checkObjectLists(view: FleetView): Finding[] {
  return view.clusters.flatMap(({ objects }) => objects.filter(({ object }) => isObjectList(object)).map(unseen));
}

/** Whether an object stands for several, as `kubectl get` writes them: a List, or for example a ConfigMapList. */
export function isObjectList(object: KubeObject): boolean {
  return object.kind === 'List' || (object.kind.endsWith('List') && Array.isArray(object['items']));
}

function unseen(at: ViewObject): Finding {
  const { kind, metadata } = at.object;
  const name = text(metadata.name);
  const message = `${kind}${name === undefined ? '' : ` '${name}'`} holds ${list(at.object['items']).length} objects, which no check would see`;
  const fix = "write each of its 'items' as an object of its own";
  return name === undefined
    ? errorAt(at.where, 'object-list', message, fix)
    : objectError(at, 'object-list', message, fix);
}
