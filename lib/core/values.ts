import type { Json, JsonObject } from './kube-object';

/** A JSON value in which members may be undefined, as object literals with optional parts have them. */
export type Draft = undefined | null | boolean | number | string | readonly Draft[] | { readonly [key: string]: Draft };

/** Whether a value is a mapping, as opposed to a list or a scalar. */
export function isMapping(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same value without members that are undefined and without mappings that hold nothing else. Empty mappings stay. */
export function compact(value: { readonly [key: string]: Draft }): JsonObject {
  return (compacted(value) ?? {}) as JsonObject;
}

function compacted(value: Draft): Json | undefined {
  if (Array.isArray(value)) {
    return value.map((item: Draft) => compacted(item) ?? (isMapping(item) ? {} : null));
  }
  if (!isMapping(value)) {
    return value as Json | undefined;
  }
  const members = Object.entries(value)
    .map(([key, member]) => [key, compacted(member as Draft)] as const)
    .filter((entry): entry is readonly [string, Json] => entry[1] !== undefined);
  return members.length === 0 && Object.keys(value).length > 0 ? undefined : Object.fromEntries(members);
}

/** The paths of all leaves, each as a list of keys: lists, scalars, null and empty mappings are leaves. */
export function leafPaths(values: JsonObject, prefix: readonly string[] = []): string[][] {
  return Object.entries(values).flatMap(([key, value]) => {
    const path = [...prefix, key];
    return isMapping(value) && Object.keys(value).length > 0 ? leafPaths(value as JsonObject, path) : [path];
  });
}

/** What is at a path, or undefined. */
export function valueAt(values: unknown, path: readonly string[]): unknown {
  let value: unknown = values;
  for (const key of path) {
    value = isMapping(value) ? value[key] : undefined;
  }
  return value;
}

/** Merges as Helm merges values files: mappings member by member, everything else is replaced by the later one. */
export function mergeValues(base: JsonObject, over: JsonObject): JsonObject {
  const result: { [key: string]: Json } = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = result[key];
    result[key] = isMapping(value) && isMapping(below) ? mergeValues(below as JsonObject, value as JsonObject) : value;
  }
  return result;
}
