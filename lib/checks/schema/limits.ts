import { isMapping } from '../../core/values';

/** What keywords of JSON Schema that are about sizes want, ready to follow `should`. */
const LIMITS: { readonly [keyword: string]: (limit: number) => string } = {
  minItems: (limit) => `have at least ${count(limit, 'item')}`,
  maxItems: (limit) => `have at most ${count(limit, 'item')}`,
  minProperties: (limit) => `have at least ${count(limit, 'field')}`,
  minLength: (limit) => (limit === 1 ? 'not be empty' : `have at least ${count(limit, 'character')}`),
  maxLength: (limit) => `have at most ${count(limit, 'character')}`,
  minimum: (limit) => `be at least ${limit}`,
  maximum: (limit) => `be at most ${limit}`,
  uniqueItems: () => 'have no item twice',
};

/** What a keyword wants, or undefined for one that is not about a size. */
export function limitOf(keyword: string, limit: unknown): string | undefined {
  return LIMITS[keyword]?.(Number(limit));
}

/** The size of a value, where a message about limits says more with it than with the value. */
export function sizeOf(keyword: string, value: unknown): string | undefined {
  if (Array.isArray(value)) {
    return keyword === 'uniqueItems' ? JSON.stringify(value) : count(value.length, 'item');
  }
  if (isMapping(value)) {
    return count(Object.keys(value).length, 'field');
  }
  return keyword === 'maxLength' ? count([...String(value)].length, 'character') : undefined;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
