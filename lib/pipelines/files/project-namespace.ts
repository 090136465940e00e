import type { Construct } from 'constructs';
import { emit } from '../../constructs/emit';
import type { KubeObject } from '../../core/kube-object';
import { dnsLabelProblem } from '../../core/names';
import { isKargo } from './file-object';
import { isNamespace, PROJECT_LABEL } from './foreign';

/**
 * Makes the Namespaces of the Projects that have none among the same objects. Kargo would make them too, but only once the
 * Project is there, and what lives in them is often applied with it (Kargo 1.11).
 */
export function emitProjectNamespaces(scope: Construct, objects: readonly KubeObject[]): void {
  const named = new Set(objects.filter(isNamespace).map(({ metadata }) => metadata.name));
  const projects = objects.filter((object) => isKargo(object) && object.kind === 'Project');
  for (const name of new Set(projects.map(({ metadata }) => metadata.name))) {
    if (dnsLabelProblem(name) === undefined && !named.has(name)) {
      const metadata = { name, labels: { [PROJECT_LABEL]: 'true' } };
      emit(scope, { apiVersion: 'v1', kind: 'Namespace', metadata, spec: {} });
    }
  }
}
