import { describe, identityOf, type Json, type KubeObject } from '../../lib/core/kube-object';
import { isMapping } from '../../lib/core/values';
import { relevantPart } from '../../lib/parity/relevant';
import { compareMaps, type Difference } from './difference';
import { jsonDifferences } from './json';

/** What one release renders for one case. */
export interface Render {
  /** Kargo's version, which labels and images carry. */
  readonly version: string;
  readonly objects: readonly KubeObject[];
}

const HIDDEN = '(not shown, it may be a secret)';

/**
 * Objects that are new, gone or changed, with the paths inside of them. Kargo's version, wherever it is written, and the
 * values of checksums make no difference. The data of Secrets are compared, but not told.
 */
export function compareObjects(old: Render, now: Render): Difference[] {
  const before = old.objects.map((object) => withVersion(object as Json, old.version, now.version) as KubeObject);
  return compareMaps<KubeObject, Difference>(byIdentity(before), byIdentity(now.objects), {
    new: (_, object) => ({ change: 'new', path: describe(object), new: withoutSecrets(object) }),
    gone: (_, object) => ({ change: 'gone', path: describe(object), old: withoutSecrets(object) }),
    both: (_, a, b) => {
      const within = jsonDifferences(relevantPart(a) as Json, relevantPart(b) as Json);
      const told = b.kind === 'Secret' ? within.map(concealed) : within;
      return within.length === 0 ? undefined : { change: 'changed', path: describe(b), within: told };
    },
  });
}

/** An object that is there twice is the first and the second one of its name. */
function byIdentity(objects: readonly KubeObject[]): Map<string, KubeObject> {
  const found = new Map<string, KubeObject>();
  for (const object of objects) {
    let number = 1;
    while (found.has(`${identityOf(object)}#${number}`)) {
      number += 1;
    }
    found.set(`${identityOf(object)}#${number}`, object);
  }
  return found;
}

function withoutSecrets(object: KubeObject): Json {
  const { data, stringData, ...rest } = object;
  return (
    object.kind === 'Secret'
      ? {
          ...rest,
          ...(data !== undefined && { data: HIDDEN }),
          ...(stringData !== undefined && { stringData: HIDDEN }),
        }
      : object
  ) as Json;
}

function concealed(difference: Difference): Difference {
  const { path, old, new: now, ...rest } = difference;
  return /^(data|stringData)\b/.test(path)
    ? { ...rest, path, ...(old !== undefined && { old: HIDDEN }), ...(now !== undefined && { new: HIDDEN }) }
    : difference;
}

/** The same value with one version in place of another, where it stands as a version of its own. */
function withVersion(value: Json, version: string, other: string): Json {
  const pattern = new RegExp(`(?<![\\d.])${version.replace(/[^\w-]/g, '\\$&')}(?![\\d.])`, 'g');
  const replaced = (part: Json): Json => {
    if (typeof part === 'string') {
      return part.replace(pattern, () => other);
    }
    if (isMapping(part)) {
      return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, replaced(member as Json)]));
    }
    return Array.isArray(part) ? part.map(replaced) : part;
  };
  return replaced(value);
}
