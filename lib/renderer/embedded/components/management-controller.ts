import type { KubeObject } from '../../../core/kube-object';
import { checksum } from '../checksum';
import { orElse } from '../go/truth';
import { kargoKubeconfig, kubeconfigMount, kubeconfigPath, kubeconfigSource, kubeconfigVolume } from '../kubeconfig';
import { componentLabel } from '../metadata';
import { metricsAddress, metricsObjects, metricsPorts } from '../metrics';
import { TINI } from '../pod';
import { dataNamespace, type Release } from '../release';
import { externalWebhooksUrl } from '../urls';
import { componentAccount, configMap, deployment, SINGLETON } from '../workload';

const NAME = 'kargo-management-controller';
const MANAGEMENT_CONTROLLER = componentLabel('management-controller');

/** The management controller, which looks after Projects and their permissions. */
export function managementController(release: Release): KubeObject[] {
  const { managementController: settings, workloads } = release.values;
  return settings.enabled
    ? [
        ...componentAccount(release, NAME, MANAGEMENT_CONTROLLER, settings),
        ...(workloads.install ? workload(release) : []),
      ]
    : [];
}

function workload(release: Release): KubeObject[] {
  const { managementController: settings } = release.values;
  const data = managementData(release);
  return [
    configMap(release, NAME, MANAGEMENT_CONTROLLER, settings.annotations, data),
    managementDeployment(release, checksum(data)),
    ...metricsObjects(release, NAME, MANAGEMENT_CONTROLLER, settings.metrics),
  ];
}

function managementData(release: Release) {
  const { controller, global, globalCredentialsNamespaces, managementController: settings } = release.values;
  if (globalCredentialsNamespaces.length > 1) {
    release.refuse({
      id: 'value-invalid',
      message: `value 'globalCredentialsNamespaces' has ${globalCredentialsNamespaces.length} items, expected at most one`,
      fix: "leave it out, and use 'global.sharedResources.namespace'",
    });
  }
  const { maxConcurrentReconciles, namespaces, projectConfigs, projects, serviceAccounts } = settings.reconcilers;
  const of = (own: typeof projects) => String(orElse(own.maxConcurrentReconciles, maxConcurrentReconciles));
  return {
    EXTERNAL_WEBHOOK_SERVER_BASE_URL: externalWebhooksUrl(release.values),
    KARGO_NAMESPACE: dataNamespace(release),
    CLUSTER_SECRETS_NAMESPACE: global.clusterSecretsNamespace,
    SYSTEM_RESOURCES_NAMESPACE: global.systemResources.namespace,
    MANAGE_CONTROLLER_ROLE_BINDINGS: controller.serviceAccount.clusterWideSecretReadingEnabled ? 'false' : undefined,
    GLOBAL_CREDENTIALS_NAMESPACE: controller.globalCredentials.namespaces[0],
    SHARED_RESOURCES_NAMESPACE: global.sharedResources.namespace,
    LOG_LEVEL: settings.logLevel,
    LOG_FORMAT: settings.logFormat,
    KUBECONFIG: kubeconfigPath(kargoKubeconfig(release, settings)),
    MAX_CONCURRENT_NAMESPACE_RECONCILES: of(namespaces),
    MAX_CONCURRENT_PROJECT_RECONCILES: of(projects),
    MAX_CONCURRENT_PROJECT_CONFIG_RECONCILES: of(projectConfigs),
    MAX_CONCURRENT_SERVICE_ACCOUNT_RECONCILES: of(serviceAccounts),
    METRICS_BIND_ADDRESS: metricsAddress(settings.metrics),
  };
}

function managementDeployment(release: Release, configChecksum: string): KubeObject {
  const { managementController: settings } = release.values;
  const kubeconfig = kubeconfigSource(kargoKubeconfig(release, settings));
  return deployment(
    release,
    NAME,
    settings,
    {
      serviceAccount: NAME,
      component: MANAGEMENT_CONTROLLER,
      settings,
      podLabels: settings.podLabels,
      checksums: { 'configmap/checksum': configChecksum },
      volumes: kubeconfigVolume(...kubeconfig),
      container: {
        name: 'management-controller',
        command: TINI,
        args: ['management-controller'],
        envFrom: [{ configMapRef: { name: NAME } }],
        ports: metricsPorts(settings.metrics),
        volumeMounts: kubeconfigMount(kubeconfig.length > 0),
      },
    },
    SINGLETON,
  );
}
