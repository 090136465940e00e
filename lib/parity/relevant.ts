import type { KubeObject } from '../core/kube-object';
import { isMapping } from '../core/values';

/** What stands for a checksum: that there is one counts, which one it is does not. */
export const CHECKSUM = '(a checksum)';

// `configmap/checksum` and `secret/checksum` in Kargo 1.11.2, and the other order, which is common elsewhere.
const CHECKSUM_KEY = /(^|\/)checksum(\/|$)/;
const CHECKSUM_VALUE = /^[0-9a-f]{64}$/;

/**
 * A copy of an object without what may differ between renderers that do the same: the values of checksum annotations, as
 * a checksum of one renderer's text need not be the other's, and what is only for readers of a CustomResourceDefinition,
 * which are its annotations and the descriptions in it.
 */
export function relevantPart(object: KubeObject): unknown {
  if (object.kind !== 'CustomResourceDefinition') {
    return withoutChecksums(object);
  }
  const { annotations: _, ...metadata } = object.metadata;
  return withoutDescriptions({ ...object, metadata });
}

function withoutChecksums(value: unknown, key?: string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => withoutChecksums(item));
  }
  if (!isMapping(value)) {
    return value;
  }
  const members = Object.entries(value).map(([name, member]) => {
    const isChecksum = key === 'annotations' && CHECKSUM_KEY.test(name) && CHECKSUM_VALUE.test(String(member));
    return [name, isChecksum ? CHECKSUM : withoutChecksums(member, name)];
  });
  return Object.fromEntries(members);
}

/** A field that is called `description` stays: what is below `properties` is a schema there, not text. */
function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutDescriptions);
  }
  if (!isMapping(value)) {
    return value;
  }
  const members = Object.entries(value).filter(([key, member]) => key !== 'description' || typeof member !== 'string');
  return Object.fromEntries(members.map(([key, member]) => [key, withoutDescriptions(member)]));
}
