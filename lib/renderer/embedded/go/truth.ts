/** Whether Go's templates take a value for true: empty text, lists and mappings, zero and null are not. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.length > 0;
  }
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

/** The first value, or the second where Go's templates take the first for false: Helm's `default`. */
export function orElse<T, U>(value: T, other: U): NonNullable<T> | U {
  return isTrue(value) ? (value as NonNullable<T>) : other;
}

/** The value, or undefined where Go's templates take it for false, so that it is left out: Helm's `with`. */
export function ifSet<T>(value: T): NonNullable<T> | undefined {
  return orElse(value, undefined);
}
