import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { statedFacts } from '../../constructs/facts';
import type { Problem } from '../../core/finding';
import { describe, groupOf, type KubeObject } from '../../core/kube-object';
import { type FileObject, isKargo } from './file-object';
import { isClusterScoped } from './scope';

/** The label that Kargo demands of a Project's Namespace (Kargo 1.11). */
export const PROJECT_LABEL = 'kargo.akuity.io/project';

/**
 * The namespaces of a cluster that are, or should be, those of Projects: a namespace with Kargo's objects and without a
 * Project is a mistake of its own.
 */
export function projectNamespaces(cluster: IConstruct): Set<string> {
  const made = cluster.node.findAll().filter(ApiObject.isApiObject);
  const known = statedFacts(cluster).filter((fact) => fact.kind === 'external');
  return new Set([
    ...made.flatMap(namespacesOf),
    ...known.filter(({ of }) => of === 'Project').map(({ name }) => name),
    ...known.flatMap(({ namespace }) => (namespace === undefined ? [] : [namespace])),
  ]);
}

function namespacesOf({ kind, apiVersion, name, metadata }: ApiObject): string[] {
  if (groupOf({ apiVersion }) === 'kargo.akuity.io') {
    return kind === 'Project' ? [name] : metadata.namespace === undefined ? [] : [metadata.namespace];
  }
  return isNamespace({ kind, apiVersion }) && metadata.getLabel(PROJECT_LABEL) === 'true' ? [name] : [];
}

/** Whether an object is a Namespace. */
export function isNamespace({ kind, apiVersion }: Pick<KubeObject, 'kind' | 'apiVersion'>): boolean {
  return kind === 'Namespace' && groupOf({ apiVersion }) === '';
}

/**
 * `object-foreign`: what is not Kargo's and not in a namespace of Kargo's, so that it would be applied with pipelines although
 * it has nothing to do with them, and perhaps to the wrong cluster.
 * @param namespaces those of Projects, and those whose objects every Project may use
 */
export function foreignness({ object }: FileObject, namespaces: ReadonlySet<string>): Problem | undefined {
  const namespace = isNamespace(object) ? object.metadata.name : object.metadata.namespace;
  // A Stage may verify with one, and it belongs to no Project by its nature.
  const shared = object.kind === 'ClusterAnalysisTemplate' && groupOf(object) === 'argoproj.io';
  if (isKargo(object) || shared || (namespace !== undefined && namespaces.has(namespace))) {
    return undefined;
  }
  const who = describe(object);
  const leaveOut = "leave it out of 'paths', which are for pipelines";
  const refuse = (message: string, fix: string): Problem => ({
    severity: 'error',
    id: 'object-foreign',
    message: `${who} ${message}`,
    fix,
    object: who,
    field: ['metadata', isNamespace(object) ? 'name' : 'namespace'],
  });
  if (isNamespace(object)) {
    return refuse('is not the Namespace of a Project', `${leaveOut}, or add the Project`);
  }
  if (namespace !== undefined) {
    const move = `write the name of a Project as 'metadata.namespace'`;
    return refuse(`is in namespace '${namespace}', which is not that of a Project`, `${leaveOut}, or ${move}`);
  }
  return isClusterScoped(object)
    ? refuse('is in no namespace, and so belongs to no Project', leaveOut)
    : refuse('names no namespace', `write the name of a Project as 'metadata.namespace', or ${GIVE_NAMESPACE}`);
}

/** What to do about files that rely on a kustomization for their namespace. */
export const GIVE_NAMESPACE = "give the import a 'namespace', as kustomize would set it";
