import type { JsonObject } from '../../lib/core/kube-object';

const exposed = {
  ingress: { enabled: true },
  service: { type: 'NodePort' },
  podDisruptionBudget: { enabled: true },
};
const metrics = { enabled: true, serviceMonitor: { enabled: true } };

/** Releases in which everything is on; what excludes each other is in different ones. */
export const RELEASES: readonly JsonObject[] = [
  {
    crds: { install: false },
    api: {
      ...exposed,
      adminAccount: { passwordHash: 'hash', tokenSigningKey: 'key' },
      oidc: { enabled: true, issuerURL: 'https://id.example.com', clientID: 'kargo', dex: { enabled: true } },
      rollouts: { logs: { enabled: true, tokenSecret: { name: 'logs', key: 'token' } } },
      argocd: { urls: { '': 'https://argocd.example.com' } },
    },
    externalWebhooksServer: exposed,
    webhooksServer: { podDisruptionBudget: { enabled: true }, metrics, tls: { selfSignedCert: false } },
    controller: { metrics, shardName: 'shard' },
    managementController: { metrics },
  },
  {
    crds: { install: false },
    api: {
      secret: { name: 'kargo-admin' },
      oidc: { enabled: true, issuerURL: 'https://id.example.com', clientID: 'kargo', dex: { byo: { enabled: true } } },
      rollouts: { logs: { enabled: true, tokenSecret: { name: 'logs' } } },
      tls: { enabled: false },
    },
    externalWebhooksServer: { tls: { enabled: false } },
    controller: { argocd: { watchArgocdNamespaceOnly: true } },
  },
  // CRDs are large, and only a few values concern them.
  { api: { adminAccount: { enabled: false } } },
];
