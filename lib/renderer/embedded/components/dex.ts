import type { KubeObject } from '../../../core/kube-object';
import { checksum } from '../checksum';
import { ifSet } from '../go/truth';
import { goYaml, UnknownYaml } from '../go/yaml';
import { certificateSource } from '../kubeconfig';
import { componentLabel, metadata, selectorLabels } from '../metadata';
import { certificate, probes } from '../network';
import type { Release } from '../release';
import { apiUrl } from '../urls';
import { deployment, serviceAccount } from '../workload';

const NAME = 'kargo-dex-server';
const DEX = componentLabel('dex-server');

/** Dex, which stands between the API server and identity providers that cannot do what Kargo needs of OIDC. */
export function dex(release: Release): KubeObject[] {
  const { namespace, values } = release;
  const { dex: settings, enabled } = values.api.oidc;
  if (!values.workloads.install || !values.api.enabled) {
    return [];
  }
  if (settings.enabled && settings.byo.enabled) {
    release.refuse({
      id: 'value-invalid',
      message: "values 'api.oidc.dex.enabled' and 'api.oidc.dex.byo.enabled' are both true, expected at most one",
      fix: "set 'api.oidc.dex.enabled' for a Dex that Kargo installs, 'api.oidc.dex.byo.enabled' for one that is there",
    });
  }
  if (!enabled || !settings.enabled) {
    return [];
  }
  const stringData = { 'config.yaml': dexConfig(release) };
  const ownCertificate = certificate({ name: NAME, namespace }, `${NAME}.${namespace}.svc`, settings.tls.secretName);
  return [
    serviceAccount(release, NAME, DEX, settings.serviceAccount),
    {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'Opaque',
      metadata: metadata(release, NAME, { component: DEX, annotations: settings.annotations }),
      stringData,
    },
    dexDeployment(release, checksum(stringData)),
    dexService(release),
    ...(settings.tls.selfSignedCert ? [ownCertificate] : []),
  ];
}

/** Dex' configuration, laid out as the chart does, so that its text is the same. */
function dexConfig(release: Release): string {
  const { host, oidc } = release.values.api;
  const url = apiUrl(release.values);
  // Dex lets a public client without addresses come back to localhost, on any port.
  const redirect = host.startsWith('localhost:') ? [] : ['  redirectURIs:', `  - ${url}/login`];
  return [
    `issuer: ${url}/dex`,
    '',
    'storage:',
    '  type: memory',
    '',
    'web:',
    '  https: 0.0.0.0:5556',
    '  tlsCert: /etc/dex/tls.crt',
    '  tlsKey: /etc/dex/tls.key',
    'telemetry:',
    '  http: 0.0.0.0:5558',
    '',
    'oauth2:',
    '  skipApprovalScreen: true',
    '',
    'staticClients:',
    `- id: ${JSON.stringify(host)}`,
    '  name: Kargo',
    '  public: true',
    ...redirect,
    `- id: ${host}-cli`,
    '  name: Kargo CLI',
    '  public: true',
    '',
    'connectors:',
    connectors(release),
    '',
    'logger:',
    `  level: ${oidc.dex.logLevel}`,
    `  format: ${oidc.dex.logFormat}`,
  ].join('\n');
}

function connectors(release: Release): string {
  try {
    return goYaml(release.values.api.oidc.dex.connectors);
  } catch (error) {
    if (!(error instanceof UnknownYaml)) {
      throw error;
    }
    release.refuse({
      id: 'value-unsupported',
      message: `value 'api.oidc.dex.connectors' ${error.message}, which the embedded renderer cannot write as helm does`,
      fix: 'write it in another way, or use the helm renderer',
    });
    return '[]';
  }
}

function dexDeployment(release: Release, secretChecksum: string): KubeObject {
  const { dex: settings } = release.values.api.oidc;
  const { image } = settings;
  const healthy = (path: string) => ({ path: `/healthz/${path}`, port: 5558 });
  const rollingUpdate = ifSet(settings.rollingUpdate);
  return deployment(
    release,
    NAME,
    { annotations: settings.annotations, revisionHistoryLimit: settings.revisionHistoryLimit },
    {
      serviceAccount: NAME,
      component: DEX,
      settings,
      checksums: { 'secret/checksum': secretChecksum },
      pullSecrets: image.pullSecrets,
      volumes: [
        {
          name: 'config',
          projected: {
            sources: [
              certificateSource(settings.tls.secretName),
              { secret: { name: NAME, items: [{ key: 'config.yaml', path: 'config.yaml' }] } },
            ],
          },
        },
      ],
      container: {
        name: 'dex-server',
        image: { name: `${image.repository}:${image.tag}`, pullPolicy: image.pullPolicy },
        command: ['dex', 'serve'],
        args: ['/etc/dex/config.yaml'],
        probes: probes(settings.probes, { live: healthy('live'), ready: healthy('ready') }),
        volumeMounts: [{ mountPath: '/etc/dex', name: 'config', readOnly: true }],
      },
    },
    { replicas: 1, strategy: rollingUpdate && { type: 'RollingUpdate', rollingUpdate } },
  );
}

function dexService(release: Release): KubeObject {
  const { annotations } = release.values.api.oidc.dex;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(release, NAME, { component: DEX, annotations }),
    spec: {
      type: 'ClusterIP',
      selector: selectorLabels(release, DEX),
      ports: [
        { name: 'https', port: 443, protocol: 'TCP', targetPort: 5556 },
        { name: 'telemetry', port: 5558, protocol: 'TCP', targetPort: 5558 },
      ],
    },
  };
}
