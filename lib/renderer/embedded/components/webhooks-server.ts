import type { KubeObject } from '../../../core/kube-object';
import type { Draft } from '../../../core/values';
import { checksum } from '../checksum';
import { orElse } from '../go/truth';
import { kargoKubeconfig, kubeconfigMount, kubeconfigPath } from '../kubeconfig';
import { componentLabel, metadata, selectorLabels } from '../metadata';
import { metricsAddress, metricsObjects, metricsPorts } from '../metrics';
import { controllerName } from '../names';
import { certificate } from '../network';
import { TINI } from '../pod';
import { dataNamespace, type Release } from '../release';
import { componentAccount, configMap, deployment, disruptionBudget, rolling } from '../workload';

const NAME = 'kargo-webhooks-server';
const WEBHOOKS_SERVER = componentLabel('kubernetes-webhooks-server');

/** The server for Kubernetes' own admission webhooks. */
export function webhooksServer(release: Release): KubeObject[] {
  const { webhooksServer: settings, workloads } = release.values;
  return settings.enabled
    ? [...componentAccount(release, NAME, WEBHOOKS_SERVER, settings), ...(workloads.install ? server(release) : [])]
    : [];
}

function server(release: Release): KubeObject[] {
  const { webhooksServer: settings } = release.values;
  const { namespace } = release;
  const data = webhooksData(release);
  const ownCertificate = certificate({ name: NAME, namespace }, `${NAME}.${namespace}.svc`, settings.tls.secretName);
  return [
    configMap(release, NAME, WEBHOOKS_SERVER, settings.annotations, data),
    webhooksDeployment(release, checksum(data)),
    webhooksService(release),
    ...disruptionBudget(release, NAME, WEBHOOKS_SERVER, settings),
    ...(settings.tls.selfSignedCert ? [ownCertificate] : []),
    ...metricsObjects(release, NAME, WEBHOOKS_SERVER, settings.metrics),
  ];
}

function webhooksData(release: Release) {
  const { controller, webhooksServer: settings } = release.values;
  const serviceAccount = (name: string) => `system:serviceaccount:${dataNamespace(release)}:${name}`;
  return {
    KARGO_NAMESPACE: dataNamespace(release),
    LOG_LEVEL: settings.logLevel,
    LOG_FORMAT: settings.logFormat,
    KUBECONFIG: kubeconfigPath(kargoKubeconfig(release, settings)),
    CONTROLPLANE_USER_REGEX: orElse(settings.controlplaneUserRegex, controlplaneUserRegex(release)),
    MANAGEMENT_CONTROLLER_USERNAME: serviceAccount('kargo-management-controller'),
    EXTERNAL_WEBHOOKS_SERVER_USERNAME: serviceAccount('kargo-external-webhooks-server'),
    CACHE_BY_TAG_POLICY: controller.images.cache.cacheByTagPolicy,
    METRICS_BIND_ADDRESS: metricsAddress(settings.metrics),
  };
}

/** Who counts as Kargo itself: the components of this release. Without any, the chart leaves null. */
function controlplaneUserRegex(release: Release): string | null {
  const { api, controller, garbageCollector, managementController } = release.values;
  const users = [
    ...(api.enabled ? ['kargo-api'] : []),
    ...(controller.enabled ? [controllerName(release.values)] : []),
    ...(garbageCollector.enabled ? ['kargo-garbage-collector'] : []),
    ...(managementController.enabled ? ['kargo-management-controller'] : []),
  ];
  return users.length === 0 ? null : `^system:serviceaccount:${dataNamespace(release)}:(${users.join('|')})$`;
}

function webhooksService(release: Release): KubeObject {
  const { annotations } = release.values.webhooksServer;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(release, NAME, { component: WEBHOOKS_SERVER, annotations }),
    spec: {
      type: 'ClusterIP',
      ports: [{ port: 443, protocol: 'TCP', targetPort: 9443 }],
      selector: selectorLabels(release, WEBHOOKS_SERVER),
    },
  };
}

function webhooksDeployment(release: Release, configChecksum: string): KubeObject {
  const { webhooksServer: settings } = release.values;
  const kubeconfig = kargoKubeconfig(release, settings);
  const secretVolume = (name: string, secretName: string): Draft => ({
    name,
    secret: { defaultMode: 0o644, secretName },
  });
  return deployment(
    release,
    NAME,
    settings,
    {
      serviceAccount: NAME,
      component: WEBHOOKS_SERVER,
      settings,
      podLabels: settings.podLabels,
      checksums: { 'configmap/checksum': configChecksum },
      topologySpreadConstraints: settings.topologySpreadConstraints,
      volumes: [
        secretVolume('cert', settings.tls.secretName),
        ...(kubeconfig === undefined ? [] : [secretVolume('kubeconfigs', kubeconfig)]),
      ],
      container: {
        name: 'webhooks-server',
        command: TINI,
        args: ['kubernetes-webhooks-server'],
        envFrom: [{ configMapRef: { name: NAME } }],
        ports: [{ containerPort: 9443, name: 'webhooks-server', protocol: 'TCP' }, ...metricsPorts(settings.metrics)],
        volumeMounts: [
          { mountPath: '/tmp/k8s-webhook-server/serving-certs', name: 'cert', readOnly: true },
          ...kubeconfigMount(kubeconfig !== undefined),
        ],
      },
    },
    rolling(settings),
  );
}
