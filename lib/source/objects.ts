import { isObjectList } from '../checks/object-list';
import type { ViewObject } from '../checks/view';
import type { Finding } from '../core/finding';
import type { KubeObject } from '../core/kube-object';
import { isMapping } from '../core/values';
import type { YamlDocument } from '../core/yaml';
import { fileError } from './problem';

/** What a document holds, and what of it is no Kubernetes object. */
export interface DocumentObjects {
  readonly objects: readonly ViewObject[];
  /** All of id `object-invalid`. */
  readonly findings: readonly Finding[];
}

/** The object that a document holds, or the objects of the list that it holds, each at the document's line. */
export function objectsOf({ value, line }: YamlDocument, file: string): DocumentObjects {
  const objects: ViewObject[] = [];
  const findings: Finding[] = [];
  const refuse = (message: string) => findings.push(fileError(file, 'object-invalid', message, FIX, line));
  const visit = (candidate: unknown, what: string): void => {
    const problem = problemOf(candidate);
    if (problem !== undefined) {
      refuse(`${what} ${problem}`);
      return;
    }
    const object = candidate as KubeObject;
    const items: unknown = object['items'];
    if (!isObjectList(object)) {
      objects.push({ object, where: { file, line } });
    } else if (Array.isArray(items)) {
      items.forEach((item: unknown, index) => {
        visit(withKind(item, object), `item ${index + 1} of ${what}`);
      });
    } else {
      refuse(`${what} is a List whose 'items' are ${describeType(items)}, expected a list`);
    }
  };
  visit(value, 'the document');
  return { objects, findings };
}

const FIX = 'write a Kubernetes object, with apiVersion, kind and metadata, or leave this out';

function problemOf(value: unknown): string | undefined {
  if (!isMapping(value)) {
    return `is ${describeType(value)}, expected a Kubernetes object`;
  }
  for (const field of ['apiVersion', 'kind']) {
    const got = value[field];
    if (typeof got !== 'string' || got === '') {
      return got === undefined ? `has no '${field}'` : `has the '${field}' ${describeType(got)}, expected text`;
    }
  }
  const list = isObjectList(value as KubeObject);
  return isMapping(value['metadata']) || (list && value['metadata'] === undefined)
    ? undefined
    : value['metadata'] === undefined
      ? "has no 'metadata'"
      : `has the 'metadata' ${describeType(value['metadata'])}, expected a mapping`;
}

/** The API server leaves the kind out of what a typed list, such as a StageList, holds. */
function withKind(item: unknown, { apiVersion, kind }: KubeObject): unknown {
  return kind !== 'List' && isMapping(item) && item['kind'] === undefined
    ? { apiVersion, kind: kind.replace(/List$/, ''), ...item }
    : item;
}

function describeType(value: unknown): string {
  if (value === undefined || value === '') {
    return 'nothing';
  }
  return value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : isMapping(value)
        ? 'a mapping'
        : `a ${typeof value}`;
}
