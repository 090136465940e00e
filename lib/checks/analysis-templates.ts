import type { Finding } from '../core/finding';
import { Existing } from './existing';
import { missingReference } from './missing-reference';
import { ARGO_GROUP, located, locatedIn } from './pipelines';
import { list, mapping, text } from './read';
import type { FleetView } from './view';

/**
 * `analysis-template-missing`: a verification needs an AnalysisTemplate in the namespace of its Project, in the control plane's
 * cluster, or fails (Kargo 1.11). Only a warning where all that is known is that the Project is in view, and no
 * AnalysisTemplate of it is: whoever runs Rollouts may keep all of them in another place.
 */
export function checkAnalysisTemplates(view: FleetView): Finding[] {
  const everything = view.complete || view.known?.pipelines === 'all';
  const kept = new Set(locatedIn(ARGO_GROUP, view, 'AnalysisTemplate').map(keyOf));
  return missingTemplates(view, 'AnalysisTemplate', (place) => everything || kept.has(keyOf(place)));
}

/** `analysis-template-missing` too: a ClusterAnalysisTemplate, which belongs to no Project. */
export function checkClusterAnalysisTemplates(view: FleetView): Finding[] {
  return missingTemplates(view, 'ClusterAnalysisTemplate', () => true);
}

function missingTemplates(
  view: FleetView,
  wanted: 'AnalysisTemplate' | 'ClusterAnalysisTemplate',
  isSure: (place: Place) => boolean,
): Finding[] {
  const existing = new Existing(view, wanted);
  return located(view, 'Stage').flatMap((stage) =>
    list(mapping(mapping(stage.at.object.spec)['verification'])['analysisTemplates'])
      .map(mapping)
      .flatMap(({ name, kind }, i) => {
        const template = text(name);
        const field = ['spec', 'verification', 'analysisTemplates', i, 'name'];
        return template === undefined || (text(kind) ?? 'AnalysisTemplate') !== wanted
          ? []
          : missingReference(existing, stage, wanted, template, 'verifies with', field);
      })
      .map((finding) => (isSure(stage) ? finding : { ...finding, severity: 'warning' as const })),
  );
}

interface Place {
  readonly cluster: string;
  readonly namespace: string;
}

function keyOf({ cluster, namespace }: Place): string {
  return `${cluster}\0${namespace}`;
}
