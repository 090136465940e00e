import { isObjectList } from '../checks/object-list';
import type { ViewObject } from '../checks/view';
import { setFieldLines } from '../core/field-line';
import type { Finding } from '../core/finding';
import type { KubeObject } from '../core/kube-object';
import type { Path } from '../core/path';
import { isMapping } from '../core/values';
import type { YamlDocument } from '../core/yaml';
import { fileError } from './problem';

/** What a document holds, and what of it is no Kubernetes object. */
export interface DocumentObjects {
  readonly objects: readonly ViewObject[];
  /** All of id `object-invalid`. */
  readonly findings: readonly Finding[];
}

/**
 * The object that a document holds, or the objects of the list that it holds, each at the document's line. The lines of their
 * fields are there for whoever asks.
 */
export function objectsOf(document: YamlDocument, file: string): DocumentObjects {
  const objects: ViewObject[] = [];
  const findings: Finding[] = [];
  const refuse = (message: string, path: Path) =>
    findings.push(fileError(file, 'object-invalid', message, FIX, document.lineOf(path)));
  const visit = (candidate: unknown, what: string, path: Path): void => {
    const problem = problemOf(candidate);
    if (problem !== undefined) {
      refuse(`${what} ${problem.message}`, [...path, ...problem.path]);
      return;
    }
    const object = candidate as KubeObject;
    const items: unknown = object['items'];
    if (!isObjectList(object)) {
      const where = { file, line: document.line };
      setFieldLines(
        where,
        (field) => document.lineOf([...path, ...field]),
        (field) => document.writtenAt([...path, ...field]),
      );
      objects.push({ object, where });
    } else if (Array.isArray(items)) {
      items.forEach((item: unknown, index) => {
        visit(withKind(item, object), `item ${index + 1} of ${what}`, [...path, 'items', index]);
      });
    } else {
      refuse(`${what} is a List with ${describeType(items)} as 'items', expected a list`, [...path, 'items']);
    }
  };
  visit(document.value, 'the document', []);
  return { objects, findings };
}

const FIX = 'write a Kubernetes object, with apiVersion, kind and metadata, or leave this out';

interface ObjectProblem {
  /** Ready to follow what it is about. */
  readonly message: string;
  readonly path: Path;
}

function problemOf(value: unknown): ObjectProblem | undefined {
  if (!isMapping(value)) {
    return { message: `is ${describeType(value)}, expected a Kubernetes object`, path: [] };
  }
  for (const field of ['apiVersion', 'kind']) {
    const got = value[field];
    if (typeof got !== 'string' || got === '') {
      const has = got === undefined ? `has no '${field}'` : `has ${describeType(got)} as '${field}', expected a text`;
      return { message: has, path: [field] };
    }
  }
  const list = isObjectList(value as KubeObject);
  const metadata = value['metadata'];
  if (isMapping(metadata) || (list && metadata === undefined)) {
    return undefined;
  }
  const message =
    metadata === undefined ? "has no 'metadata'" : `has ${describeType(metadata)} as 'metadata', expected a mapping`;
  return { message, path: ['metadata'] };
}

/** The API server leaves the kind out of what a typed list, such as a StageList, holds. */
function withKind(item: unknown, { apiVersion, kind }: KubeObject): unknown {
  return kind !== 'List' && isMapping(item) && item['kind'] === undefined
    ? { apiVersion, kind: kind.replace(/List$/, ''), ...item }
    : item;
}

const TYPES: { readonly [type: string]: string } = { string: 'a text', boolean: 'a truth value' };

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
        : (TYPES[typeof value] ?? `a ${typeof value}`);
}
