import type { Finding, Where } from './finding';
import type { Path } from './path';

/** Finds the line of a field, counted from 1: that of the innermost part of the path that is written there. */
export type LineOf = (field: Path) => number;

/** Finds what is written as the value of a field, before anybody reads it as a number or a truth value. */
export type WrittenAt = (field: Path) => string | undefined;

// By identity, so that a place stays plain data, and nothing is looked for until there is something to tell.
const finders = new WeakMap<Where, { readonly lineOf: LineOf; readonly writtenAt?: WrittenAt }>();

/** Says how to find the lines of the fields of what comes from a place. Only this very object leads there, not a copy. */
export function setFieldLines(where: Where, lineOf: LineOf, written?: WrittenAt): void {
  finders.set(where, { lineOf, ...(written && { writtenAt: written }) });
}

/** What is written as the value of a field, where that is short and known. */
export function writtenAt(where: Where, field: Path): string | undefined {
  return finders.get(where)?.writtenAt?.(field);
}

/** The place of a field, or of the whole object if none is named, in what comes from a place. */
export function placeOfField(where: Where, field: Path = []): Where {
  const lineOf = finders.get(where)?.lineOf;
  return lineOf === undefined || !('file' in where) ? where : { file: where.file, line: lineOf(field) };
}

/**
 * The same finding at the line of the field that is wrong, as far as that is known. To be done last: until then all
 * findings about an object of a file have one place, by which they are compared.
 */
export function atField<T extends Finding>(finding: T): T {
  const where = placeOfField(finding.where, finding.field);
  return where === finding.where ? finding : { ...finding, where };
}
