/** A place in an object: keys of mappings and indices of lists, from the outside in. */
export type Path = readonly (string | number)[];

/** `data["kubeconfig.yaml"]`, `spec.steps[0].config`. */
export function formatPath(path: Path): string {
  return path
    .map((key) => {
      if (typeof key === 'number') {
        return `[${key}]`;
      }
      return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
    })
    .join('')
    .replace(/^\./, '');
}

/**
 * The place that a JSON pointer means in a value.
 * @param pointer as RFC 6901 has it, for example `/steps/2/config`
 * @param root the value in which to look; it tells the index of a list from a key that is a number
 */
export function pathOf(pointer: string, root: unknown): Path {
  const path: (string | number)[] = [];
  let value = root;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(value) ? Number(key) : key);
    value = (value as { readonly [key: string]: unknown } | undefined)?.[key];
  }
  return path;
}
