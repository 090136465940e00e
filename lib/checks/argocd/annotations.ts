import type { Finding } from '../../core/finding';
import { describe } from '../../core/kube-object';
import type { Path } from '../../core/path';
import { NameSet } from '../name-set';
import { located } from '../pipelines';
import { mapping } from '../read';
import { didYouMean, objectError, objectWarning } from '../report';
import type { FleetView, ViewObject } from '../view';
import { ANNOTATION, type Authorization, authorizationOf } from './annotation';
import { ANNOTATION_PATH, annotationOf, ofArgocd, readsLists } from './application';

/** `authorized-stage-invalid`: with an annotation that Kargo cannot read, no Stage may update the Application (1.11). */
export function checkAuthorizedStageInvalid(view: FleetView): Finding[] {
  return carriers(view).flatMap(({ at, field, value, authorization }) => {
    if (!('problem' in authorization)) {
      return [];
    }
    const got = typeof value === 'string' ? ` '${value}'` : '';
    const message = `${describe(at.object)} has the annotation ${ANNOTATION}${got}, so that no Stage may update it: ${authorization.problem}`;
    const fix = readsLists(view)
      ? 'write <project>:<stage> as text, several with commas between'
      : 'write <project>:<stage> as text, one only, or upgrade to Kargo 1.11';
    return [objectError(at, 'authorized-stage-invalid', message, fix, field)];
  });
}

/**
 * `authorized-stage-missing`, a warning: an Application authorizes a Stage that is not there, which does no harm, but is most
 * probably not what was meant.
 */
export function checkAuthorizedStageMissing(view: FleetView): Finding[] {
  const carrying = carriers(view);
  if (carrying.length === 0 || view.unread === true) {
    return [];
  }
  const stages = new NameSet(namesOf(view, 'Stage').map(({ namespace = '', name }) => `${namespace}:${name}`));
  const projects = new NameSet(namesOf(view, 'Project').map(({ name }) => name));
  const here = new Set(located(view, 'Project').map(({ name }) => name));
  const all = view.complete || view.known?.pipelines === 'all';
  const some = all || view.known?.pipelines === 'projects';
  return carrying.flatMap(({ at, field, authorization }) =>
    ('stages' in authorization ? [...authorization.stages] : []).flatMap((entry) => {
      const project = entry.slice(0, entry.indexOf(':'));
      // The Stages of a Project that is only known to exist may be made by other means.
      const known = here.has(project) ? some : all && !projects.has(project);
      if (!known || stages.has(entry)) {
        return [];
      }
      const [what, nearest] = here.has(project)
        ? ['', stages.nearest(entry)]
        : [`, nor is its Project '${project}'`, projects.nearest(project)];
      const message = `${describe(at.object)} authorizes Stage '${entry}', which is not there${what}`;
      const fix = didYouMean(nearest, `remove '${entry}'`);
      return [objectWarning(at, 'authorized-stage-missing', message, fix, field)];
    }),
  );
}

interface Carrier {
  readonly at: ViewObject;
  /** Where it has the annotation. */
  readonly field: Path;
  readonly value: unknown;
  readonly authorization: Authorization;
}

/** What has the annotation: Applications, and ApplicationSets for those that they make. */
function carriers(view: FleetView): Carrier[] {
  const lists = readsLists(view);
  const objects = [...view.clusters, ...(view.applications ?? [])].flatMap((part) => part.objects);
  return [
    ...ofArgocd(objects, 'Application').map((at) => ({ at, field: ANNOTATION_PATH, value: annotationOf(at.object) })),
    ...ofArgocd(objects, 'ApplicationSet').map((at) => ({
      at,
      field: ['spec', 'template', ...ANNOTATION_PATH],
      value: ofTemplate(at),
    })),
  ].map((carrier) => ({ ...carrier, authorization: authorizationOf(carrier.value, lists) }));
}

/** What a `templatePatch` makes of a template is not known here. */
function ofTemplate({ object }: ViewObject): unknown {
  const { template, templatePatch } = mapping(object['spec']);
  return templatePatch === undefined
    ? annotationOf({ metadata: { name: '', ...mapping(mapping(template)['metadata']) } })
    : undefined;
}

function namesOf(view: FleetView, kind: 'Stage' | 'Project'): { namespace?: string; name: string }[] {
  return [...located(view, kind), ...view.externals.filter((external) => external.kind === kind)];
}
