import { groupOf, type KubeObject } from '../core/kube-object';
import { isMapping, valueAt } from '../core/values';

/** All that is named after an owner, such as a controller, and not after another one whose name begins alike. */
export function namedAfter(objects: readonly KubeObject[], owner: string, owners: readonly string[]): KubeObject[] {
  return objects.filter(({ metadata: { name } }) => ownerOf(name, [...owners, owner]) === owner);
}

/** The longest of some names that a name is, or begins with. */
function ownerOf(name: string, owners: readonly string[]): string | undefined {
  return owners
    .filter((owner) => name === owner || name.startsWith(`${owner}-`))
    .toSorted((a, b) => b.length - a.length)[0];
}

/** What belongs to somebody else whatever its name is: namespaces, and pipelines. */
export function isShared(object: KubeObject): boolean {
  return object.kind === 'Namespace' || object.kind === 'CustomResourceDefinition' || isPipeline(object);
}

function isPipeline(object: KubeObject): boolean {
  return groupOf(object) === 'kargo.akuity.io';
}

/** Names of the Secrets and ConfigMaps that the pods of a Deployment have mounted or in their environment. */
export function usedByPods(deployment: KubeObject): ReadonlySet<string> {
  const names = new Set<string>();
  collect(valueAt(deployment, ['spec', 'template', 'spec']), names);
  return names;
}

const REFERENCES = new Set(['secret', 'configMap', 'secretRef', 'configMapRef', 'secretKeyRef', 'configMapKeyRef']);

function collect(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      collect(item, names);
    }
    return;
  }
  for (const [field, member] of isMapping(value) ? Object.entries(value) : []) {
    if (REFERENCES.has(field) && isMapping(member)) {
      const name = member['name'] ?? member['secretName'];
      if (typeof name === 'string') {
        names.add(name);
      }
    }
    collect(member, names);
  }
}

/** Whom a binding is for: `namespace/name` of each ServiceAccount, and others as they are. */
export function subjectsOf(binding: KubeObject): string[] {
  const { subjects } = binding;
  return (Array.isArray(subjects) ? subjects : [])
    .filter(isMapping)
    .map(({ kind, namespace, name }) =>
      kind === 'ServiceAccount' ? `${String(namespace)}/${String(name)}` : `${String(kind)} ${String(name)}`,
    );
}
