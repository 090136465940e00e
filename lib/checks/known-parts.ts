import type { Finding } from '../core/finding';
import { checkAnalysisTemplates, checkClusterAnalysisTemplates } from './analysis-templates';
import type { Check } from './check';
import { checkDefaultMissing } from './default-controller';
import { located } from './pipelines';
import { checkProjectMissing } from './projects';
import { checkPolicies } from './promotion/policies';
import { checkClusterTaskReferences, checkFreightReferences, checkTaskReferences } from './references';
import { checkShardUndeclared } from './shard-declarations';
import type { FleetView, KnownParts } from './view';

/** What is missing in those parts of an incomplete fleet that are known to be whole. */
export function checkKnownParts(view: FleetView): Finding[] {
  const { known } = view;
  if (known === undefined) {
    return [];
  }
  return [
    ...(known.shards ? checkShardUndeclared(view) : []),
    ...(known.defaultController ? checkDefaultMissing(view) : []),
    ...(known.pipelines === 'all' ? checkProjectMissing(view) : []),
    ...(view.unread === true ? [] : missingObjects(view, known)),
  ];
}

function missingObjects(view: FleetView, { pipelines }: KnownParts): Finding[] {
  return [
    ...(pipelines === 'all' ? EVERYWHERE : []).flatMap((check) => check(view)),
    ...(pipelines === 'none' ? [] : missingInProjects(view, pipelines === 'all')),
  ];
}

const EVERYWHERE: readonly Check[] = [checkClusterTaskReferences, checkClusterAnalysisTemplates];

const IN_PROJECTS: readonly Check[] = [
  checkAnalysisTemplates,
  checkFreightReferences,
  checkPolicies,
  checkTaskReferences,
];

function missingInProjects(view: FleetView, everywhere: boolean): Finding[] {
  const part = everywhere ? view : ofKnownProjects(view);
  return IN_PROJECTS.flatMap((check) => check(part));
}

/** The same fleet without what is in namespaces whose Project is elsewhere. */
function ofKnownProjects(view: FleetView): FleetView {
  const projects = new Set(located(view, 'Project').map(({ name }) => name));
  const isKnown = (namespace: unknown) => typeof namespace === 'string' && projects.has(namespace);
  const clusters = view.clusters.map((cluster) => ({
    ...cluster,
    objects: cluster.objects.filter(({ object }) => isKnown(object.metadata.namespace)),
  }));
  return { ...view, clusters };
}
