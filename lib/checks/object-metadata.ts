import type { Finding } from '../core/finding';
import { describe, groupOf, type KubeObject } from '../core/kube-object';
import { annotationKeyProblem, annotationsSizeProblem, labelKeyProblem, labelValueProblem } from '../core/names';
import type { Path } from '../core/path';
import { isMapping } from '../core/values';
import { formatPath } from './path';
import { podTemplateOf } from './pod-templates';
import { mapping } from './read';
import { objectError } from './report';
import type { FleetView } from './view';

interface Place {
  readonly path: Path;
  readonly value: unknown;
}

interface MetadataProblem {
  readonly message: string;
  readonly field: Path;
}

/** `label-invalid`: labels that Kubernetes would refuse, on objects, on the Pods that they make, and in selectors. */
export function checkLabels(view: FleetView): Finding[] {
  return eachObject(view, 'label-invalid', (object) =>
    [...metadataPlaces(object, 'labels'), ...selectorPlaces(object)].flatMap((place) =>
      memberProblems(place, labelProblem),
    ),
  );
}

/** `annotation-invalid`: annotations that Kubernetes would refuse, on objects and on the Pods that they make. */
export function checkAnnotations(view: FleetView): Finding[] {
  return eachObject(view, 'annotation-invalid', (object) =>
    metadataPlaces(object, 'annotations').flatMap((place) => [
      ...memberProblems(place, (path, key) => about(`the key '${key}' in ${path}`, annotationKeyProblem(key))),
      ...sizeProblems(place),
    ]),
  );
}

function eachObject(
  view: FleetView,
  id: string,
  problemsOf: (object: KubeObject) => readonly MetadataProblem[],
): Finding[] {
  return view.clusters.flatMap(({ objects }) =>
    objects.flatMap((at) =>
      problemsOf(at.object).map(({ message, field }) =>
        objectError(at, id, `${describe(at.object)}: ${message}`, 'change it or leave it out', field),
      ),
    ),
  );
}

function metadataPlaces(object: KubeObject, field: 'labels' | 'annotations'): Place[] {
  const own = { path: ['metadata', field], value: object.metadata[field] };
  const template = podTemplateOf(object);
  return template === undefined
    ? [own]
    : [own, { path: [...template.path, 'metadata', field], value: mapping(template.value['metadata'])[field] }];
}

function selectorPlaces(object: KubeObject): Place[] {
  const selector = mapping(object.spec)['selector'];
  if (groupOf(object) === '' && object.kind === 'Service') {
    return [{ path: ['spec', 'selector'], value: selector }];
  }
  return podTemplateOf(object) === undefined
    ? []
    : [{ path: ['spec', 'selector', 'matchLabels'], value: mapping(selector)['matchLabels'] }];
}

/** What is wrong with a mapping from texts to texts as a whole, or with its members one by one. */
function memberProblems(
  { path, value }: Place,
  problemOf: (path: string, key: string, value: string) => string | undefined,
): MetadataProblem[] {
  const place = formatPath(path);
  if (value === undefined || value === null) {
    return [];
  }
  if (!isMapping(value)) {
    return [{ message: `${place} is ${JSON.stringify(value)}, not a mapping from texts to texts`, field: path }];
  }
  return Object.entries(value).flatMap(([key, member]) => {
    const message =
      typeof member === 'string'
        ? problemOf(place, key, member)
        : `the value ${JSON.stringify(member)} of '${key}' in ${place} is not a text; YAML needs quotes around it`;
    return message === undefined ? [] : [{ message, field: [...path, key] }];
  });
}

function labelProblem(path: string, key: string, value: string): string | undefined {
  return (
    about(`the key '${key}' in ${path}`, labelKeyProblem(key)) ??
    about(`the value '${value}' of '${key}' in ${path}`, labelValueProblem(value))
  );
}

function sizeProblems({ path, value }: Place): MetadataProblem[] {
  const members = Object.entries(mapping(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const message = about(formatPath(path), annotationsSizeProblem(Object.fromEntries(members)));
  return message === undefined ? [] : [{ message, field: path }];
}

function about(what: string, problem: string | undefined): string | undefined {
  return problem === undefined ? undefined : `${what} ${problem}`;
}
