import type { KubeObject } from '../../../core/kube-object';
import { ISSUER } from '../network';
import type { Release } from '../release';
import type { Values } from '../values';

/** The Issuer of self-signed certificates, where there is any such certificate. */
export function issuer({ namespace, values }: Release): KubeObject[] {
  return values.workloads.install && signsAny(values)
    ? [
        {
          apiVersion: 'cert-manager.io/v1',
          kind: 'Issuer',
          metadata: { name: ISSUER, namespace },
          spec: { selfSigned: {} },
        },
      ]
    : [];
}

function signsAny({ api, externalWebhooksServer, webhooksServer }: Values): boolean {
  const { dex, enabled: oidc } = api.oidc;
  return (
    signsServer(api) ||
    signsServer(externalWebhooksServer) ||
    (api.enabled && oidc && dex.enabled && dex.tls.selfSignedCert) ||
    (webhooksServer.enabled && webhooksServer.tls.selfSignedCert)
  );
}

function signsServer({ enabled, ingress, tls }: Values['api'] | Values['externalWebhooksServer']): boolean {
  return (
    enabled &&
    ((tls.enabled && tls.selfSignedCert) || (ingress.enabled && ingress.tls.enabled && ingress.tls.selfSignedCert))
  );
}
