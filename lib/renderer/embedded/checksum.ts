import { createHash } from 'node:crypto';
import { canonicalJson } from './go/json';

/** A hash that changes exactly when the data does, so that pods restart when their configuration changes. */
export function checksum(data: unknown): string {
  return createHash('sha256').update(canonicalJson(data)).digest('hex');
}
