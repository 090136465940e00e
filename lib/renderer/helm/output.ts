import type { Problem } from '../../core/finding';
import type { KubeObject } from '../../core/kube-object';
import { isMapping } from '../../core/values';
import { parseYaml } from '../../core/yaml';
import { RenderError } from '../renderer';

const FIX = 'correct the value that ends up there, or the template of the chart';

/**
 * The objects in what `helm template` printed, in its order, which is the one in which helm installs them. Lists are
 * taken apart, empty documents left out.
 * @throws RenderError `chart-output` with each document that is no Kubernetes object
 */
export function readManifests(text: string): KubeObject[] {
  const { documents, problems } = parseYaml(text, "helm's output");
  const sources = new Sources(text);
  const found: Problem[] = problems.map(({ message, line }) => problem(message, sources.of(line)));
  const objects: KubeObject[] = [];
  for (const { value, line } of documents) {
    for (const item of flattened(value)) {
      if (isKubeObject(item)) {
        objects.push(item);
      } else {
        found.push(problem(`line ${line} of helm's output begins ${complaint(item)}`, sources.of(line)));
      }
    }
  }
  if (found.length > 0) {
    throw new RenderError(found);
  }
  return objects;
}

function problem(message: string, source: string | undefined): Problem {
  const from = source === undefined ? '' : ` (from ${source})`;
  return { severity: 'error', id: 'chart-output', message: message + from, fix: FIX };
}

function flattened(value: unknown): unknown[] {
  // The test that kubectl makes: what has a list of items at its top is a list, whatever its kind.
  return isMapping(value) && Array.isArray(value['items']) ? value['items'].flatMap(flattened) : [value];
}

function isKubeObject(value: unknown): value is KubeObject {
  return isMapping(value) && missing(value).length === 0;
}

function missing(value: { readonly [key: string]: unknown }): string[] {
  const metadata = isMapping(value['metadata']) ? value['metadata'] : {};
  const fields = { apiVersion: value['apiVersion'], kind: value['kind'], 'metadata.name': metadata['name'] };
  return Object.entries(fields)
    .filter(([, field]) => typeof field !== 'string' || field === '')
    .map(([name]) => name);
}

function complaint(value: unknown): string {
  if (isMapping(value)) {
    return `an object without ${missing(value).join(' and ')}, expected text for each`;
  }
  const got = value === null ? 'an empty item' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  return `${got}, expected an object with apiVersion, kind and metadata.name`;
}

/** Knows which template of the chart a line of helm's output came from: helm says so in a comment. */
class Sources {
  private readonly lines: readonly string[];

  constructor(text: string) {
    this.lines = text.split('\n');
  }

  /** For example `kargo/templates/api/deployment.yaml`. */
  of(line = 0): string | undefined {
    const source = this.lines.slice(0, line).findLast((text) => text.startsWith('# Source: '));
    return source?.slice('# Source: '.length).trim();
  }
}
