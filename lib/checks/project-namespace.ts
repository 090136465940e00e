import { dirname } from 'node:path';
import type { Finding } from '../core/finding';
import { describe, type KubeObject } from '../core/kube-object';
import { located, locatedIn } from './pipelines';
import { mapping } from './read';
import { groupBy, objectError } from './report';
import type { FleetView, ViewObject } from './view';

const LABEL = 'kargo.akuity.io/project';

/**
 * `project-namespace-label`: Kargo's webhook refuses a Project whose namespace is there already without this label (1.11),
 * as it is when both are applied together.
 */
export function checkProjectNamespace(view: FleetView): Finding[] {
  return view.clusters.flatMap((cluster) => {
    const part = { ...view, clusters: [cluster] };
    const projects = groupBy(located(part, 'Project'), ({ name }) => name);
    return locatedIn('', part, 'Namespace')
      .filter(({ at }) => !hasLabel(at.object))
      .filter(({ name, at }) => (projects.get(name) ?? []).some((project) => isOfOneCluster(view, at, project.at)))
      .map(({ name, at }) =>
        objectError(
          at,
          'project-namespace-label',
          `${describe(at.object)} is that of Project '${name}' and has no label ${LABEL} 'true', without which Kargo refuses the Project`,
          `add the label ${LABEL}: 'true'`,
          ['metadata', 'labels', LABEL],
        ),
      );
  });
}

/**
 * Of files alone it is not known for which cluster a Namespace is, and those of a Project's applications often have the same
 * name. One in the folder of the Project is for the Project.
 */
function isOfOneCluster({ known }: FleetView, { where: one }: ViewObject, { where: other }: ViewObject): boolean {
  return known === undefined || !('file' in one && 'file' in other) || dirname(one.file) === dirname(other.file);
}

/** A value without quotes has the wrong type, which is told by another check. */
function hasLabel({ metadata }: KubeObject): boolean {
  return String(mapping(metadata.labels)[LABEL]) === 'true';
}
