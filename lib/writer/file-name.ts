import { createHash } from 'node:crypto';
import { type KubeObject, nameText } from '../core/kube-object';
import { rankOf } from './rank';

/**
 * The name of an object's file: `32_RoleBinding_kargo_kargo-controller.yaml`, without the third part for an object that has no
 * namespace.
 *
 * Letters, digits, `-` and `.` stay. Any other character, such as the `:` in RBAC names, which Windows refuses, is written as
 * `%3A`: `%` and the hexadecimal digits of its bytes in UTF-8, as in a URL. So is `_`, so that each `_` separates two parts, and
 * `decodeURIComponent` gives each part back. Of a name beyond 200 characters the rest is replaced by `~` and 16 digits of the
 * SHA-256 of the whole.
 */
export function fileName(object: KubeObject): string {
  const { namespace, name } = object.metadata;
  const parts = [object.kind, ...(namespace === undefined ? [] : [nameText(namespace)]), nameText(name ?? '')];
  return `${shortened(`${rankOf(object)}_${parts.map(escaped).join('_')}`)}.yaml`;
}

// File systems take 255 bytes; some that encrypt, and tools that add an ending of their own, take fewer.
const LONGEST = 200;

function shortened(name: string): string {
  if (name.length <= LONGEST) {
    return name;
  }
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `${name.slice(0, LONGEST - hash.length - 1)}~${hash}`;
}

function escaped(part: string): string {
  return part.replace(/[^A-Za-z0-9.-]/gu, (character) =>
    Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
