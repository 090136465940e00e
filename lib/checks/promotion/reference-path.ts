import type { Path } from '../../core/path';
import { isMapping } from '../../core/values';
import { type Reference, referencesIn } from './expression';

/**
 * Where the first text is whose expressions refer to something without asking whether it is there. Slower than finding out
 * that there is one, so it is only for what is to be told of.
 *
 * @param value a text, list or mapping, however deep
 * @param at where the value is in its object
 * @returns `at` where there is no such text
 */
export function referencePath(value: unknown, { of, name }: Pick<Reference, 'of' | 'name'>, at: Path): Path {
  const refers = (text: string) =>
    referencesIn(text).some((found) => found.of === of && found.name === name && !found.guarded);
  const todo: { readonly value: unknown; readonly path: Path }[] = [{ value, path: at }];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const { value: held, path } = next;
    if (typeof held === 'string' && refers(held)) {
      return path;
    }
    for (const [key, member] of membersOf(held).reverse()) {
      todo.push({ value: member, path: [...path, key] });
    }
  }
  return at;
}

function membersOf(value: unknown): [key: string | number, member: unknown][] {
  return Array.isArray(value) ? [...value.entries()] : isMapping(value) ? Object.entries(value) : [];
}
