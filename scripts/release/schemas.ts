import type { Json, JsonObject } from '../../lib/core/kube-object';
import type { Crd } from '../import/crds';
import { compareMaps, type Difference, type Differences } from './difference';
import { type Fields, fieldsOf } from './fields';
import { jsonDifferences } from './json';

/** Schemas by name, such as that of a step, taken apart. */
export type Schemas = ReadonlyMap<string, Fields>;

// What a CRD says besides its schemas: names, scope, printer columns, subresources.
const DEFINITION = '(definition)';

/**
 * Fields that are new, gone or changed, by the name of their schema. Of what came or went as a whole only the top is told.
 * In a changed field, `within` has the paths of what is said of it: `type`, `enum[2]`, `default`, `required`.
 */
export function compareSchemas(old: Schemas, now: Schemas): Differences {
  const whole = (fields: Fields): Pick<Difference, 'path' | 'below'> => ({ path: '', below: fields.size - 1 });
  const told = compareMaps<Fields, readonly [string, readonly Difference[]]>(old, now, {
    new: (name, fields) => [name, [{ change: 'new', ...whole(fields) }]],
    gone: (name, fields) => [name, [{ change: 'gone', ...whole(fields) }]],
    both: (name, before, after) => [name, compareFields(before, after)],
  });
  return Object.fromEntries(told.filter(([, differences]) => differences.length > 0));
}

/** The schemas of CRDs, by kind and version: `Stage v1alpha1`. */
export function crdSchemas(crds: readonly Crd[]): Schemas {
  return new Map(
    crds.flatMap(({ spec: { versions, ...spec } }) =>
      versions.map(({ schema, ...version }) => {
        const fields = new Map(fieldsOf(schema.openAPIV3Schema as JsonObject));
        fields.set(DEFINITION, { ...spec, ...version } as unknown as JsonObject);
        return [`${spec.names.kind} ${version.name}`, fields] as const;
      }),
    ),
  );
}

function compareFields(old: Fields, now: Fields): Difference[] {
  return compareMaps<JsonObject, Difference>(old, now, {
    new: (path, said) => (hasParent(path, now, old) ? undefined : top('new', path, said, now)),
    gone: (path, said) => (hasParent(path, old, now) ? undefined : top('gone', path, said, old)),
    both: (path, before, after) => {
      const within = jsonDifferences(before, after);
      return within.length === 0 ? undefined : { change: 'changed', path, within };
    },
  });
}

function top(change: 'new' | 'gone', path: string, said: Json, fields: Fields): Difference {
  const below = [...fields.keys()].filter((other) => isBelow(other, path)).length;
  return { change, path, [change === 'new' ? 'new' : 'old']: said, ...(below > 0 && { below }) };
}

/** Whether a field lies below another one that only the same side has. */
function hasParent(path: string, side: Fields, other: Fields): boolean {
  return [...side.keys()].some((parent) => !other.has(parent) && isBelow(path, parent));
}

function isBelow(path: string, parent: string): boolean {
  return path.startsWith(`${parent}.`) || path.startsWith(`${parent}[]`);
}
