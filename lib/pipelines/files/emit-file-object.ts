import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { clusterScoped } from '../../constructs/emit';
import { setOrigin } from '../../constructs/origin';
import { identityOf } from '../../core/kube-object';
import { isMapping } from '../../core/values';
import type { FileObject } from './file-object';

/** Adds an object to the tree as it is in its file, of which findings about it then tell. */
export function emitFileObject(scope: Construct, { object, where }: FileObject): void {
  const api = new ApiObject(scope, freeId(scope, identityOf(object).replaceAll('/', '|')), object);
  setOrigin(api, where);
  if (object.metadata.namespace === undefined) {
    clusterScoped(api);
  }
  // cdk8s (2.70) leaves out members that are null. In the config of a step null is a value like any other.
  const { metadata: _, ...fields } = object;
  api.addJsonPatch(...nullPatches(fields, ''));
}

/** Two objects of one identity are for a check to tell of. */
function freeId(scope: Construct, id: string): string {
  let free = id;
  for (let count = 2; scope.node.tryFindChild(free) !== undefined; count += 1) {
    free = `${id}|${count}`;
  }
  return free;
}

function nullPatches(value: unknown, path: string): JsonPatch[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => {
      const at = `${path}/${index}`;
      return item === null ? [JsonPatch.replace(at, null)] : nullPatches(item, at);
    });
  }
  if (!isMapping(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, member]) => {
    const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return member === null ? [JsonPatch.add(at, null)] : nullPatches(member, at);
  });
}
