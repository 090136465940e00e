import { groupOf, type KubeObject } from '../core/kube-object';

/** A folder of a cluster. Each is applied when the one before is ready. */
export type Phase = '1-crds' | '2-kargo' | '3-pipelines';

const KARGO = 'kargo.akuity.io';

/**
 * The phase of an object: CustomResourceDefinitions first, then what Kargo is installed with; pipelines last, which are all
 * objects of group kargo.akuity.io, the Namespaces of Projects, and what lives in them.
 *
 * @param projectNamespaces the namespaces of the cluster's Projects
 */
export function phaseOf(object: KubeObject, projectNamespaces: ReadonlySet<string>): Phase {
  const group = groupOf(object);
  if (group === 'apiextensions.k8s.io' && object.kind === 'CustomResourceDefinition') {
    return '1-crds';
  }
  const namespace = isNamespace(object) ? object.metadata.name : object.metadata.namespace;
  const ofProject = namespace !== undefined && projectNamespaces.has(namespace);
  return group === KARGO || ofProject ? '3-pipelines' : '2-kargo';
}

/**
 * The namespaces of Projects, as the objects of one cluster show them: a Project has the name of its Namespace, Stages and
 * the rest live in one, and Kargo (1.11.2) demands a label of Namespaces that are there before their Project.
 */
export function projectNamespacesOf(objects: readonly KubeObject[]): Set<string> {
  const namespaces = objects.flatMap((object) => {
    const { name, namespace, labels } = object.metadata;
    if (groupOf(object) === KARGO) {
      return object.kind === 'Project' ? [name] : namespace === undefined ? [] : [namespace];
    }
    return isNamespace(object) && labels?.['kargo.akuity.io/project'] === 'true' ? [name] : [];
  });
  return new Set(namespaces);
}

function isNamespace(object: KubeObject): boolean {
  return groupOf(object) === '' && object.kind === 'Namespace';
}
