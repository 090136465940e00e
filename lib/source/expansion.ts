import { isMapping } from '../core/values';

/** Documents that hold more values than this, aliases written out, are refused: each check would walk all of them. */
export const MOST_VALUES = 5_000_000;

/** How many values a document holds with its aliases written out. Counts in the time that it takes to look at each once. */
export function expandedSize(document: unknown): number {
  const sizes = new Map<object, number>();
  const sizeOf = (value: unknown): number => {
    if (!Array.isArray(value) && !isMapping(value)) {
      return 1;
    }
    const known = sizes.get(value);
    if (known !== undefined) {
      return known;
    }
    let size = 1;
    for (const member of Object.values(value)) {
      size += sizeOf(member);
    }
    sizes.set(value, size);
    return size;
  };
  return sizeOf(document);
}
