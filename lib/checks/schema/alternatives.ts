import { isMapping } from '../../core/values';
import type { Schema } from './schema';

/**
 * What a choice between schemas wants of a mapping, in one sentence about its fields:
 * `have 'tag' without 'digest', or 'digest' without 'tag'`.
 */
export function alternatives(branches: readonly Schema[]): string {
  return `have ${branches.map(alternative).join(', or ')}`;
}

function alternative({ required = [], properties = {} }: Schema): string {
  const without = quoted(Object.keys(properties).filter((name) => !required.includes(name)));
  if (required.length === 0) {
    return `none of ${without}`;
  }
  return `${quoted(required)}${without === '' ? '' : ` without ${without}`}`;
}

/** The fields of a mapping that a choice is about. */
export function chosen(branches: readonly Schema[], value: unknown): string {
  const names = new Set(
    branches.flatMap(({ required = [], properties = {} }) => [...required, ...Object.keys(properties)]),
  );
  const members = isMapping(value) ? value : {};
  const there = [...names].filter((name) => members[name] !== undefined);
  return there.length === 0 ? 'none of them' : quoted(there);
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
