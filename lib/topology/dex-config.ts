import type { Construct } from 'constructs';
import { recordFinding } from '../constructs/findings';
import type { KubeObject } from '../core/kube-object';
import { isMapping } from '../core/values';
import type { DexProps } from './props/oidc';

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

/** A secret in a connector would end in Git: it has to come through Dex' environment instead. */
export function refuseDexSecrets(scope: Construct, dex: DexProps | undefined): void {
  for (const connector of dex?.connectors ?? []) {
    for (const field of secretFields(connector)) {
      recordFinding(scope, {
        severity: 'error',
        id: 'dex-secret',
        message: `field '${field}' of dex connector '${String(connector.id ?? '')}' holds a secret`,
        fix: "write '$NAME' there and give NAME to dex.env, from a Secret by secretKeyRef",
      });
    }
  }
}

function secretFields(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(secretFields);
  }
  if (!isMapping(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, member]) =>
    typeof member === 'string' && SECRET_FIELDS.test(key) && !/^\$\w+$|^\$\{\w+\}$/.test(member)
      ? [key]
      : secretFields(member),
  );
}
