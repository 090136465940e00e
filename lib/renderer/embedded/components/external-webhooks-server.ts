import type { KubeObject } from '../../../core/kube-object';
import { checksum } from '../checksum';
import { orElse } from '../go/truth';
import { certificateSource, kargoKubeconfig, kubeconfigSource } from '../kubeconfig';
import { componentLabel, metadata } from '../metadata';
import { certificate, healthz, ingress, probes, service } from '../network';
import { TINI } from '../pod';
import { dataNamespace, type Release } from '../release';
import { externalWebhooksUrl } from '../urls';
import { componentAccount, configMap, deployment, disruptionBudget, rolling } from '../workload';
import { tlsData } from './api-config';

const NAME = 'kargo-external-webhooks-server';
const EXTERNAL_WEBHOOKS_SERVER = componentLabel('external-webhooks-server');

/** The server for webhooks of other systems, such as GitHub. */
export function externalWebhooksServer(release: Release): KubeObject[] {
  const { externalWebhooksServer: settings, workloads } = release.values;
  return settings.enabled
    ? [
        ...componentAccount(release, NAME, EXTERNAL_WEBHOOKS_SERVER, settings),
        ...(workloads.install ? server(release) : []),
      ]
    : [];
}

function server(release: Release): KubeObject[] {
  const { externalWebhooksServer: settings, global } = release.values;
  const { basePath, tls } = settings;
  const data = {
    EXTERNAL_WEBHOOK_SERVER_BASE_URL: externalWebhooksUrl(release.values),
    KARGO_NAMESPACE: dataNamespace(release),
    SYSTEM_RESOURCES_NAMESPACE: global.systemResources.namespace,
    LOG_LEVEL: settings.logLevel,
    LOG_FORMAT: settings.logFormat,
    KUBECONFIG: kargoKubeconfig(release, settings) && '/etc/kargo/kubeconfig.yaml',
    ...tlsData(tls.enabled),
  };
  const path = { path: orElse(basePath, '/'), service: NAME, settings };
  return [
    configMap(release, NAME, EXTERNAL_WEBHOOKS_SERVER, settings.annotations, data),
    serverDeployment(release, checksum(data)),
    service(release, NAME, EXTERNAL_WEBHOOKS_SERVER, settings),
    ...disruptionBudget(release, NAME, EXTERNAL_WEBHOOKS_SERVER, settings),
    ...(settings.ingress.enabled ? [ingress(release, NAME, EXTERNAL_WEBHOOKS_SERVER, settings, [path])] : []),
    ...certificates(release),
  ];
}

function certificates(release: Release): KubeObject[] {
  const { annotations, host, ingress: own, tls } = release.values.externalWebhooksServer;
  const make = (name: string, secretName: string) =>
    certificate(metadata(release, name, { component: EXTERNAL_WEBHOOKS_SERVER, annotations }), host, secretName);
  return [
    ...(tls.enabled && tls.selfSignedCert ? [make(NAME, tls.secretName)] : []),
    ...(own.enabled && own.tls.enabled && own.tls.selfSignedCert ? [make(`${NAME}-ingress`, own.tls.secretName)] : []),
  ];
}

function serverDeployment(release: Release, configChecksum: string): KubeObject {
  const { externalWebhooksServer: settings } = release.values;
  const files = [
    ...kubeconfigSource(kargoKubeconfig(release, settings)),
    ...(settings.tls.enabled ? [certificateSource(settings.tls.secretName)] : []),
  ];
  return deployment(
    release,
    NAME,
    settings,
    {
      serviceAccount: NAME,
      component: EXTERNAL_WEBHOOKS_SERVER,
      settings,
      podLabels: settings.podLabels,
      checksums: { 'configmap/checksum': configChecksum },
      topologySpreadConstraints: settings.topologySpreadConstraints,
      volumes: files.length === 0 ? [] : [{ name: 'config', projected: { sources: files } }],
      container: {
        name: 'webhooks-server',
        command: TINI,
        args: ['external-webhooks-server'],
        envFrom: [{ configMapRef: { name: NAME } }],
        ports: [{ containerPort: 8080, name: settings.tls.enabled ? 'https' : 'http', protocol: 'TCP' }],
        probes: probes(settings.probes, healthz(settings)),
        volumeMounts: files.length === 0 ? [] : [{ mountPath: '/etc/kargo', name: 'config', readOnly: true }],
      },
    },
    rolling(settings),
  );
}
