import type { KubeObject } from '../core/kube-object';
import { isMapping } from '../core/values';
import { KubeError } from '../kube/error';

/** By this label a Secret is known to be of these commands. */
export const MANAGED_BY = 'app.kubernetes.io/managed-by';
/** @see MANAGED_BY */
export const OURS = 'cdk8s-kargo';

/** The text under a key of a Secret, or undefined where there is none. */
export function textIn(secret: KubeObject | undefined, key: string): string | undefined {
  const data = secret?.['data'];
  const value = isMapping(data) ? data[key] : undefined;
  return typeof value === 'string' && value !== '' ? Buffer.from(value, 'base64').toString('utf8') : undefined;
}

/** A Secret of these commands; `previous` is what is there already, and must be theirs. */
export function secretOf(
  name: string,
  namespace: string,
  labels: { readonly [label: string]: string },
  texts: { readonly [key: string]: string },
  previous?: KubeObject,
): KubeObject {
  const data = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, Buffer.from(text, 'utf8').toString('base64')]),
  );
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'Opaque',
    metadata: {
      name,
      namespace,
      labels: { ...labels, [MANAGED_BY]: OURS, 'app.kubernetes.io/part-of': 'kargo' },
      ...(previous !== undefined && { resourceVersion: previous.metadata['resourceVersion'] }),
    },
    data,
  } as KubeObject;
}

const USE_EXISTING =
  "delete it, or choose 'existingSecret' as the credentials of this shard, whose Secret somebody else looks after";

/** Whether an object was made by these commands. */
export function isOurs({ metadata }: KubeObject): boolean {
  return metadata.labels?.[MANAGED_BY] === OURS;
}

/**
 * Refuses a Secret that somebody else looks after: what is written into it would be overwritten, or would overwrite.
 * @throws KubeError `conflict` that names who that is
 */
export function refuseForeign(secret: KubeObject | undefined, where: string, fix = USE_EXISTING): void {
  if (secret === undefined || isOurs(secret)) {
    return;
  }
  const { namespace, name } = secret.metadata;
  throw new KubeError(
    'conflict',
    `Secret ${namespace}/${name} in ${where} is there already, and is managed by ${managersOf(secret)}`,
    fix,
  );
}

/** Who looks after an object, as far as it says so. */
export function managersOf(secret: KubeObject): string {
  const owners = listOf(secret.metadata['ownerReferences']).map(({ kind, name }) => `${kind} ${name}`);
  const managers = listOf(secret.metadata['managedFields']).map(({ manager }) => String(manager));
  const label = secret.metadata.labels?.[MANAGED_BY];
  const names = [...new Set([...owners, ...(label === undefined ? [] : [label]), ...managers])];
  return names.length === 0 ? 'somebody else' : names.join(', ');
}

function listOf(value: unknown): { readonly [key: string]: unknown }[] {
  return Array.isArray(value) ? value.filter(isMapping) : [];
}
