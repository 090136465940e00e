import type { JsonObject } from '../../lib/core/kube-object';

/** Helm values that both charts are rendered with, as release `kargo` in namespace `kargo`. */
export interface Case {
  readonly name: string;
  readonly values: JsonObject;
  /** API versions that the cluster has besides Kubernetes' own. @default - none */
  readonly apiVersions?: readonly string[];
}

const RESOURCES = { requests: { memory: '256Mi', cpu: '100m' }, limits: { memory: '512Mi', cpu: '500m' } };

/** What leaves nothing of a control plane: the rest is a shard's controller. Since Kargo 1.11 all of these are known. */
const SHARD_ONLY = {
  api: { enabled: false },
  externalWebhooksServer: { enabled: false },
  garbageCollector: { enabled: false },
  managementController: { enabled: false },
  webhooksServer: { enabled: false },
  webhooks: { register: false },
  crds: { install: false },
  dataPlane: { install: false, controller: { install: false } },
  kubeconfigSecrets: { kargo: 'kargo-controlplane-kubeconfig' },
};

/** The built-in cases: between them they switch on every component, with ingress, sign-in, metrics and a shard. */
export const CASES: readonly Case[] = [
  { name: 'cp-defaults', values: { api: { secret: { name: 'kargo-admin' } } } },
  {
    name: 'cp-dex',
    values: {
      api: {
        host: 'kargo.example.com',
        secret: { name: 'kargo-admin' },
        oidc: {
          enabled: true,
          admins: { claims: { groups: ['platform'] } },
          dex: {
            enabled: true,
            connectors: [
              {
                id: 'github',
                name: 'GitHub',
                type: 'github',
                config: {
                  clientID: 'abc',
                  clientSecret: '$CLIENT_SECRET',
                  redirectURI: 'https://kargo.example.com/dex/callback',
                },
              },
            ],
            env: [
              {
                name: 'CLIENT_SECRET',
                valueFrom: { secretKeyRef: { name: 'github-dex', key: 'dex.github.clientSecret' } },
              },
            ],
            resources: { requests: { cpu: '50m', memory: '64Mi' } },
          },
        },
      },
    },
  },
  {
    name: 'cp-ingress',
    values: {
      api: {
        host: 'kargo.example.com',
        secret: { name: 'kargo-admin' },
        ingress: {
          enabled: true,
          ingressClassName: 'nginx',
          annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt-prod' },
          tls: { enabled: true, selfSignedCert: false, secretName: 'kargo-tls' },
        },
        tls: { enabled: false },
      },
      externalWebhooksServer: {
        host: 'webhooks.example.com',
        ingress: {
          enabled: true,
          ingressClassName: 'nginx',
          tls: { selfSignedCert: false, secretName: 'hooks-tls' },
        },
      },
    },
  },
  {
    name: 'cp-metrics',
    apiVersions: ['monitoring.coreos.com/v1'],
    values: {
      api: { secret: { name: 'kargo-admin' }, logLevel: 'DEBUG', logFormat: 'JSON' },
      controller: {
        logLevel: 'DEBUG',
        logFormat: 'JSON',
        metrics: {
          enabled: true,
          serviceMonitor: { enabled: true, interval: '15s', additionalLabels: { release: 'prometheus' } },
        },
      },
      managementController: { metrics: { enabled: true } },
      webhooksServer: { metrics: { enabled: true } },
      garbageCollector: {
        schedule: '30 2 * * *',
        workers: 5,
        maxRetainedPromotions: 50,
        minPromotionDeletionAge: '720h',
        ttlSecondsAfterFinished: 600,
      },
    },
  },
  {
    name: 'cp-seed',
    values: {
      api: { replicas: 2, secret: { name: 'kargo-admin' }, resources: RESOURCES, service: { type: 'ClusterIP' } },
      controller: {
        isDefault: true,
        gitClient: { name: 'Kargo', email: 'noreply@kargo.io' },
        resources: RESOURCES,
        rollouts: { integrationEnabled: false },
      },
    },
  },
  { name: 'shard-minimal', values: { ...SHARD_ONLY, controller: { shardName: 'dev-shard' } } },
  {
    name: 'shard-seed',
    values: {
      ...SHARD_ONLY,
      controller: {
        shardName: 'dev-shard',
        logLevel: 'INFO',
        gitClient: { name: 'Kargo Dev Controller', email: 'noreply@kargo.io' },
        resources: RESOURCES,
        rollouts: { integrationEnabled: false },
      },
    },
  },
];
