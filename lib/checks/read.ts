import { isMapping } from '../core/values';

// Objects may have come from YAML that no schema has seen yet. What has the wrong type reads as if it were not there:
// saying so is the business of schema validation, and a check must not crash before it.

/** A mapping, or an empty one in place of anything else. */
export function mapping(value: unknown): { readonly [key: string]: unknown } {
  return isMapping(value) ? value : {};
}

/** A list, or an empty one in place of anything else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text that is not empty, or undefined in place of anything else. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The texts among the members of a list. */
export function texts(value: unknown): readonly string[] {
  return list(value).filter((member): member is string => typeof member === 'string');
}
