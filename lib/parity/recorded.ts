import type { Problem } from '../core/finding';
import type { KubeObject } from '../core/kube-object';
import { isMapping } from '../core/values';
import { parseYaml } from '../core/yaml';
import { belongsToRelease } from '../renderer/helm/hooks';
import { inReleaseNamespace } from '../renderer/release-namespace';
import { RenderError, type RenderRequest } from '../renderer/renderer';

const FIX = "record it with 'helm template' and the same values, as YAML or as a JSON list of the objects";

/**
 * A render of the chart that was made before, as a renderer that gives it for whatever values:
 * what the helm renderer does with the output of helm is done with it, too.
 * @param text YAML documents as `helm template` prints them, or JSON: a list of objects
 * @param file how messages name it
 * @throws RenderError `recorded-invalid` with everything in it that is no Kubernetes object
 */
export function recordedRender(text: string, file: string): (request: RenderRequest) => readonly KubeObject[] {
  const { values, problems } = read(text, file);
  const found = problems.map(({ message }) => problem(message));
  const items = values.flatMap(flattened);
  const objects = items.filter(isKubeObject);
  if (objects.length < items.length) {
    const index = items.findIndex((item) => !isKubeObject(item));
    found.push(problem(`item ${index + 1} of ${file} is no object with apiVersion, kind and metadata.name`));
  }
  if (found.length === 0 && objects.length === 0) {
    found.push(problem(`${file} holds no objects`));
  }
  if (found.length > 0) {
    throw new RenderError(found);
  }
  const released = objects.filter(belongsToRelease);
  return ({ namespace }) => released.map((object) => inReleaseNamespace(object, namespace));
}

function read(text: string, file: string): { values: readonly unknown[]; problems: readonly Problem[] } {
  try {
    return { values: [JSON.parse(text)], problems: [] };
  } catch {
    const { documents, problems } = parseYaml(text, file);
    return { values: documents.map(({ value }) => value), problems };
  }
}

function problem(message: string): Problem {
  return { severity: 'error', id: 'recorded-invalid', message, fix: FIX };
}

function flattened(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap(flattened);
  }
  return isMapping(value) && Array.isArray(value['items']) ? value['items'].flatMap(flattened) : [value];
}

function isKubeObject(value: unknown): value is KubeObject {
  return (
    isMapping(value) &&
    typeof value['apiVersion'] === 'string' &&
    typeof value['kind'] === 'string' &&
    isMapping(value['metadata']) &&
    typeof value['metadata']['name'] === 'string'
  );
}
