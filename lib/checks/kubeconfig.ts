import { load } from 'js-yaml';
import { isMapping } from '../core/values';

// Fields of a kubeconfig (k8s.io/client-go v0.34, tools/clientcmd/api/v1) that cannot hold a credential. A list of those
// that can would be incomplete with the next version.
const CONFIG = ['apiVersion', 'kind', 'current-context'];
const CLUSTER = [
  'server',
  'tls-server-name',
  'insecure-skip-tls-verify',
  'certificate-authority',
  'certificate-authority-data',
  'proxy-url',
  'disable-compression',
];
const CONTEXT = ['cluster', 'user', 'namespace'];
const USER = ['tokenFile', 'client-certificate', 'client-key', 'username', 'as', 'as-uid', 'as-groups'];

/**
 * Whether a text is a kubeconfig with no credential in it: who uses it brings a token or a key in a file of its own.
 * Whatever cannot be told to be harmless counts as a credential, comments too.
 */
export function isKubeconfigWithoutCredential(text: string): boolean {
  const config = parsed(text);
  if (!isMapping(config) || config['kind'] !== 'Config' || /(?:^|\s)#/.test(text)) {
    return false;
  }
  const { clusters, contexts, users, preferences, ...rest } = config;
  return (
    hasOnly(rest, CONFIG) &&
    isEntries(clusters, 'cluster', CLUSTER) &&
    isEntries(contexts, 'context', CONTEXT) &&
    isEntries(users, 'user', USER) &&
    isEmpty(preferences)
  );
}

function parsed(text: string): unknown {
  try {
    return load(text);
  } catch {
    return undefined;
  }
}

function isEntries(entries: unknown, field: string, fields: readonly string[]): boolean {
  return isEmpty(entries) || (Array.isArray(entries) && entries.every((entry) => isEntry(entry, field, fields)));
}

function isEntry(entry: unknown, field: string, fields: readonly string[]): boolean {
  if (!isMapping(entry)) {
    return false;
  }
  const { [field]: inner, ...rest } = entry;
  return hasOnly(rest, ['name']) && (isEmpty(inner) || (isMapping(inner) && hasOnly(inner, fields)));
}

/** Whether a mapping has no other fields, and in them nothing but scalars and lists of them. */
function hasOnly(value: { readonly [key: string]: unknown }, fields: readonly string[]): boolean {
  return Object.entries(value).every(([key, member]) => fields.includes(key) && [member].flat().every(isHarmless));
}

/** A scalar, but not a URL with a user in it. */
function isHarmless(value: unknown): boolean {
  return typeof value === 'string' ? !/:\/\/[^/]*@/.test(value) : typeof value !== 'object' || value === null;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (isMapping(value) && Object.keys(value).length === 0);
}
