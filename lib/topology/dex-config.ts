import type { Construct } from 'constructs';
import { recordFinding } from '../constructs/findings';
import type { KubeObject } from '../core/kube-object';
import { isMapping } from '../core/values';

/** The chart's name for Dex' objects (Kargo 1.11). */
const DEX = 'kargo-dex-server';

/** Fields of Dex' connectors that hold a secret. */
const SECRET_FIELDS = /^(clientSecret|bindPW|keystonePassword|password)$/i;

/**
 * The chart writes Dex' configuration into a Secret. Here it holds none, so that it becomes a ConfigMap: a manifest with a
 * Secret in it has no place in Git.
 */
export function dexConfigAsConfigMap(objects: readonly KubeObject[]): KubeObject[] {
  return objects.map((object) => {
    if (object.metadata.name !== DEX) {
      return object;
    }
    if (object.kind === 'Secret') {
      const { apiVersion, metadata, stringData } = object;
      return { apiVersion, kind: 'ConfigMap', metadata, data: stringData };
    }
    return object.kind === 'Deployment' ? (readConfigMap(object) as KubeObject) : object;
  });
}

/** Replaces the projection of the Secret by one of the ConfigMap, wherever it stands. */
function readConfigMap(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(readConfigMap);
  }
  if (!isMapping(value)) {
    return value;
  }
  const { secret, ...rest } = value;
  if (isMapping(secret) && secret.name === DEX) {
    return { configMap: secret, ...rest };
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, readConfigMap(member)]));
}

/**
 * A secret in a connector would end in Git, and so would one in Dex' environment: it has to come from a Secret.
 * @param dex value `api.oidc.dex`
 */
export function refuseDexSecrets(scope: Construct, dex: unknown): void {
  const { connectors, env } = isMapping(dex) ? dex : { connectors: [], env: [] };
  for (const connector of Array.isArray(connectors) ? connectors : []) {
    for (const field of secretFields(connector)) {
      recordFinding(scope, {
        severity: 'error',
        id: 'dex-secret',
        message: `field '${field}' of a dex connector holds a secret`,
        fix: "write '$NAME' there and give NAME to dex.env, from a Secret by secretKeyRef",
      });
    }
  }
  const referred = new Set(references(connectors));
  for (const { name, value } of (Array.isArray(env) ? env : []).filter(isMapping)) {
    if (typeof value === 'string' && referred.has(String(name))) {
      recordFinding(scope, {
        severity: 'error',
        id: 'dex-secret',
        message: `environment variable '${String(name)}' of dex holds a secret`,
        fix: 'take it from a Secret by valueFrom.secretKeyRef',
      });
    }
  }
}

/** The environment variables to which secret fields refer. */
function references(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(references);
  }
  return Object.entries(isMapping(value) ? value : {}).flatMap(([key, member]) =>
    typeof member === 'string' && SECRET_FIELDS.test(key)
      ? [...member.matchAll(/\$\{?(\w+)\}?/g)].map(([, name = '']) => name)
      : references(member),
  );
}

function secretFields(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(secretFields);
  }
  return Object.entries(isMapping(value) ? value : {}).flatMap(([key, member]) =>
    typeof member === 'string' && SECRET_FIELDS.test(key) && !/^\$\w+$|^\$\{\w+\}$/.test(member)
      ? [key]
      : secretFields(member),
  );
}
