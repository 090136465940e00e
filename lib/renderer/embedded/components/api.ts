import type { KubeObject } from '../../../core/kube-object';
import type { Draft } from '../../../core/values';
import { checksum } from '../checksum';
import { orElse } from '../go/truth';
import { certificateSource, kargoKubeconfig, kubeconfigSource } from '../kubeconfig';
import { componentLabel, metadata } from '../metadata';
import { certificate, healthz, ingress, probes, service } from '../network';
import type { Release } from '../release';
import { webhooksPathOfApi } from '../urls';
import { componentAccount, configMap, deployment, disruptionBudget, rolling } from '../workload';
import { apiData, apiSecret, apiSecretData } from './api-config';

const NAME = 'kargo-api';
const API = componentLabel('api');

/** The API server, which also serves the UI. */
export function api(release: Release): KubeObject[] {
  const { api: settings, workloads } = release.values;
  return settings.enabled
    ? [...componentAccount(release, NAME, API, settings), ...(workloads.install ? server(release) : [])]
    : [];
}

function server(release: Release): KubeObject[] {
  const { api: settings } = release.values;
  const data = apiData(release);
  const secret = apiSecretData(release);
  return [
    configMap(release, NAME, API, settings.annotations, data),
    ...(secret === undefined ? [] : [apiSecret(release, secret)]),
    apiDeployment(release, { 'configmap/checksum': checksum(data), 'secret/checksum': checksum(secret ?? {}) }),
    service(release, NAME, API, settings, settings.tls.enabled ? 'https' : 'http'),
    ...disruptionBudget(release, NAME, API, settings),
    ...(settings.tls.enabled && settings.tls.selfSignedCert ? [apiCertificate(release, NAME, settings.tls)] : []),
    ...(settings.ingress.enabled ? apiIngress(release) : []),
  ];
}

function apiCertificate(release: Release, name: string, { secretName }: { readonly secretName: string }): KubeObject {
  const { annotations, host } = release.values.api;
  return certificate(metadata(release, name, { component: API, annotations }), host, secretName);
}

/** The API server's Ingress also leads to the external webhooks server, unless that has one of its own. */
function apiIngress(release: Release): KubeObject[] {
  const { api: settings, externalWebhooksServer } = release.values;
  const { tls } = settings.ingress;
  const shared = externalWebhooksServer.enabled && !externalWebhooksServer.ingress.enabled;
  return [
    ingress(release, NAME, API, settings, [
      { path: orElse(settings.basePath, '/'), service: NAME, settings },
      ...(shared
        ? [
            {
              path: webhooksPathOfApi(release.values),
              service: 'kargo-external-webhooks-server',
              settings: externalWebhooksServer,
            },
          ]
        : []),
    ]),
    ...(tls.enabled && tls.selfSignedCert ? [apiCertificate(release, `${NAME}-ingress`, tls)] : []),
  ];
}

function apiDeployment(release: Release, checksums: { readonly [annotation: string]: string }): KubeObject {
  const { api: settings } = release.values;
  const files = mountedFiles(release);
  return deployment(
    release,
    NAME,
    settings,
    {
      serviceAccount: NAME,
      component: API,
      settings,
      podLabels: settings.podLabels,
      checksums,
      topologySpreadConstraints: settings.topologySpreadConstraints,
      volumes: files.length === 0 ? [] : [{ name: 'config', projected: { sources: files } }],
      container: {
        name: 'api',
        command: ['/usr/local/bin/kargo', 'api'],
        env: logToken(release),
        envFrom: [{ configMapRef: { name: NAME } }, { secretRef: { name: orElse(settings.secret.name, NAME) } }],
        ports: [{ name: 'h2c', containerPort: 8080, protocol: 'TCP' }],
        probes: probes(settings.probes, healthz(settings)),
        volumeMounts: files.length === 0 ? [] : [{ mountPath: '/etc/kargo', name: 'config', readOnly: true }],
      },
    },
    rolling(settings),
  );
}

function mountedFiles(release: Release): Draft[] {
  const { oidc, tls } = release.values.api;
  const dexCertificate = {
    secret: { name: oidc.dex.tls.secretName, items: [{ key: 'ca.crt', path: 'idp-ca.crt' }] },
  };
  return [
    ...kubeconfigSource(kargoKubeconfig(release, release.values.api)),
    ...(tls.enabled ? [certificateSource(tls.secretName)] : []),
    ...(oidc.enabled && oidc.dex.enabled ? [dexCertificate] : []),
  ];
}

/** The token by which logs of verifications are read. */
function logToken(release: Release): Draft[] {
  const { integrationEnabled, logs } = release.values.api.rollouts;
  const { name, key } = logs.tokenSecret;
  return integrationEnabled && logs.enabled && name && key
    ? [{ name: 'ANALYSIS_RUN_LOG_TOKEN', valueFrom: { secretKeyRef: { name, key } } }]
    : [];
}
