import type { Path } from '../core/path';

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

/** What is at a place, or undefined. */
export function memberAt(value: unknown, path: Path): unknown {
  return path.reduce((held, key) => (Object(held) as { readonly [key: string | number]: unknown })[key], value);
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
