import type { Problem } from '../../core/finding';
import { describe } from '../../core/kube-object';
import type { Path } from '../../core/path';
import { quoteFix } from '../../core/quote-fix';
import { isMapping } from '../../core/values';
import { type FileObject, isSharded } from './file-object';

/**
 * `object-invalid` and `name-invalid`: what cannot be carried on as it is, because cdk8s (2.70) would change it or make up what
 * is missing.
 */
export function unfitness({ object, where }: FileObject): Problem | undefined {
  const metadata: { readonly [field: string]: unknown } = object.metadata;
  const { name, generateName } = metadata;
  const nameless = `a ${object.kind}`;
  if (name === undefined || name === null) {
    const got = generateName === undefined ? 'no name' : "'generateName' instead of a name";
    return invalid(nameless, ['metadata', 'name'], `has ${got}`, "write 'metadata.name': kubectl apply needs one");
  }
  for (const field of ['name', 'namespace']) {
    if (typeof (metadata[field] ?? '') !== 'string') {
      const value = metadata[field];
      const unquoted = typeof value === 'number' || typeof value === 'boolean';
      const fix = unquoted ? quoteFix(where, ['metadata', field], value) : `write a text as 'metadata.${field}'`;
      const message = `the ${field} of ${nameless} is ${JSON.stringify(value)}, not a text`;
      return { severity: 'error', id: 'name-invalid', message, fix, field: ['metadata', field] };
    }
  }
  const who = describe(object);
  if (object.apiVersion.split('/').length > 2) {
    return invalid(who, ['apiVersion'], `has apiVersion '${object.apiVersion}'`, "write 'group/version'");
  }
  for (const field of ['labels', 'annotations']) {
    if (!isMapping(metadata[field] ?? {})) {
      return invalid(
        who,
        ['metadata', field],
        `has ${typeName(metadata[field])} as 'metadata.${field}'`,
        'write a mapping of texts there',
      );
    }
  }
  for (const field of ['finalizers', 'ownerReferences']) {
    if (!Array.isArray(metadata[field] ?? [])) {
      return invalid(
        who,
        ['metadata', field],
        `has ${typeName(metadata[field])} as 'metadata.${field}'`,
        'write a list there',
      );
    }
  }
  if (isSharded(object) && !isMapping(object['spec'] ?? {})) {
    return invalid(who, ['spec'], `has ${typeName(object['spec'])} as 'spec'`, 'write a mapping there');
  }
  const path = lostKey(object, []);
  return path === undefined
    ? undefined
    : invalid(who, path, `has a key '${path[path.length - 1]}', which cdk8s would lose`, 'give that key another name');
}

function invalid(who: string, field: Path, what: string, fix: string): Problem {
  return { severity: 'error', id: 'object-invalid', message: `${who} ${what}`, fix, object: who, field };
}

function typeName(value: unknown): string {
  return Array.isArray(value) ? 'a list' : isMapping(value) ? 'a mapping' : `a ${typeof value}`;
}

const LOST = ['__proto__', 'constructor'];

/** Where a key is by which JavaScript takes a mapping for something else. */
function lostKey(value: unknown, path: Path): Path | undefined {
  if (Array.isArray(value)) {
    return firstOf([...value.entries()], ([index, item]) => lostKey(item, [...path, index]));
  }
  if (!isMapping(value)) {
    return undefined;
  }
  const lost = LOST.find((key) => Object.hasOwn(value, key));
  return lost === undefined
    ? firstOf(Object.entries(value), ([key, member]) => lostKey(member, [...path, key]))
    : [...path, lost];
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
