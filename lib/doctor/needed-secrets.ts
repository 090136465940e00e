import type { KubeObject } from '../core/kube-object';
import { isMapping, valueAt } from '../core/values';

/** A Secret without which a pod does not start. */
export interface NeededSecret {
  readonly namespace: string;
  readonly name: string;
  /** Keys that it must have. */
  readonly keys: readonly string[];
  /** What needs it, for example `Deployment kargo-api`. */
  readonly user: string;
}

/** The key with the hash of the admin account's password. */
export const HASH_KEY = 'ADMIN_ACCOUNT_PASSWORD_HASH';
/** The keys of the admin account's Secret, which is taken as a whole (Kargo 1.11 chart, api.secret.name). */
const ADMIN_KEYS = [HASH_KEY, 'ADMIN_ACCOUNT_TOKEN_SIGNING_KEY'];

/** The Secrets that the pods of a Deployment are made with; not those that they can do without. */
export function neededSecrets(deployment: KubeObject): NeededSecret[] {
  const { namespace = '', name: deploymentName } = deployment.metadata;
  const user = `${deployment.kind} ${deploymentName}`;
  const template = valueAt(deployment, ['spec', 'template', 'spec']);
  const found = new Map<string, ReadonlySet<string>>();
  const need = (source: unknown, name: unknown, keys: readonly unknown[]) => {
    if (typeof name !== 'string' || valueAt(source, ['optional']) === true) {
      return;
    }
    const known = found.get(name) ?? [];
    found.set(name, new Set([...known, ...keys.map(String)]));
  };
  for (const volume of listAt(template, ['volumes'])) {
    const sources = [valueAt(volume, ['secret']), ...listAt(volume, ['projected', 'sources']).map(secretOf)];
    for (const source of sources) {
      const name = valueAt(source, ['secretName']) ?? valueAt(source, ['name']);
      need(source, name, listAt(source, ['items']).map(keyOf));
    }
  }
  for (const container of [...listAt(template, ['initContainers']), ...listAt(template, ['containers'])]) {
    for (const from of listAt(container, ['envFrom'])) {
      const source = valueAt(from, ['secretRef']);
      // The API server of Kargo takes nothing else in this way.
      const isAdmin = deployment.metadata.labels?.['app.kubernetes.io/component'] === 'api';
      need(source, valueAt(source, ['name']), isAdmin ? ADMIN_KEYS : []);
    }
    for (const variable of listAt(container, ['env'])) {
      const source = valueAt(variable, ['valueFrom', 'secretKeyRef']);
      need(source, valueAt(source, ['name']), [keyOf(source)]);
    }
  }
  return [...found].map(([name, keys]) => ({ namespace, name, keys: [...keys], user }));
}

function secretOf(source: unknown): unknown {
  return valueAt(source, ['secret']);
}

function keyOf(source: unknown): unknown {
  return valueAt(source, ['key']);
}

function listAt(value: unknown, path: readonly string[]): { readonly [key: string]: unknown }[] {
  const list = valueAt(value, path);
  return Array.isArray(list) ? list.filter(isMapping) : [];
}
