import type { KubeObject } from '../../../core/kube-object';
import type { Draft } from '../../../core/values';
import { checksum } from '../checksum';
import { ifSet, orElse } from '../go/truth';
import {
  argocdKubeconfig,
  kargoKubeconfig,
  kubeconfigMount,
  kubeconfigPath,
  kubeconfigSource,
  kubeconfigVolume,
} from '../kubeconfig';
import { metricsAddress, metricsObjects, metricsPorts } from '../metrics';
import { controllerLabels, controllerName } from '../names';
import { TINI } from '../pod';
import { dataNamespace, type Release } from '../release';
import { apiUrl } from '../urls';
import type { TextMap } from '../values/collection-kinds';
import { configMap, deployment, SINGLETON, serviceAccount } from '../workload';

/** The controller of a shard, or of what has no shard. */
export function controller(release: Release): KubeObject[] {
  const { argocd, controller: settings, dataPlane, workloads } = release.values;
  if (!settings.enabled) {
    return [];
  }
  const name = controllerName(release.values);
  const labels = controllerLabels(release.values);
  const isBound = dataPlane.controller.install || argocd.dataPlane.kargoController.install;
  const { iamRole } = settings.serviceAccount;
  const role: TextMap = iamRole ? { 'eks.amazonaws.com/role-arn': iamRole } : {};
  const data = controllerData(release);
  return [
    ...(workloads.install || isBound ? [serviceAccount(release, name, labels, settings.serviceAccount, role)] : []),
    ...(workloads.install
      ? [
          configMap(release, name, labels, settings.annotations, data),
          controllerDeployment(release, checksum(data)),
          ...metricsObjects(release, name, labels, settings.metrics),
        ]
      : []),
  ];
}

function controllerData(release: Release) {
  const { api, controller: settings, global } = release.values;
  const { argocd, gitClient, githubPush, images, rollouts, shardName } = settings;
  const { push } = images;
  return {
    API_SERVER_BASE_URL: api.enabled ? apiUrl(release.values) : undefined,
    LOG_LEVEL: settings.logLevel,
    LOG_FORMAT: settings.logFormat,
    KARGO_NAMESPACE: dataNamespace(release),
    SYSTEM_RESOURCES_NAMESPACE: global.systemResources.namespace,
    IS_DEFAULT_CONTROLLER: !shardName || settings.isDefault ? 'true' : undefined,
    SHARD_NAME: shardName || undefined,
    KUBECONFIG: kubeconfigPath(kargoKubeconfig(release, settings)),
    SHARED_RESOURCES_NAMESPACE: global.sharedResources.namespace,
    ALLOW_CREDENTIALS_OVER_HTTP: String(settings.allowCredentialsOverHTTP),
    GITCLIENT_NAME: gitClient.name,
    GITCLIENT_EMAIL: gitClient.email,
    GIT_PUSH_INTEGRATION_POLICY: gitClient.pushIntegrationPolicy,
    GITCLIENT_SIGNING_KEY_TYPE: orElse(gitClient.signingKeySecret.type, 'gpg'),
    GITCLIENT_SIGNING_KEY_PATH: gitClient.signingKeySecret.name ? '/etc/kargo/git/signingKey' : undefined,
    GITHUB_PUSH_MAX_REVISIONS: String(githubPush.maxRevisions),
    GITHUB_PUSH_VERIFY_UNTRUSTED_COMMITS: String(githubPush.verifyUntrustedCommits),
    CACHE_BY_TAG_POLICY: images.cache.cacheByTagPolicy,
    MAX_IMAGE_CACHE_ENTRIES: String(images.cache.maxEntries),
    IMAGE_REGISTRY_RATE_LIMIT: String(images.registries.rateLimit),
    MAX_OCI_PUSH_ARTIFACT_SIZE: push.maxArtifactSize === undefined ? undefined : String(push.maxArtifactSize),
    ARGOCD_INTEGRATION_ENABLED: String(argocd.integrationEnabled),
    ...(argocd.integrationEnabled ? argocdData(release) : {}),
    ROLLOUTS_INTEGRATION_ENABLED: String(rollouts.integrationEnabled),
    ROLLOUTS_CONTROLLER_INSTANCE_ID: rollouts.integrationEnabled ? rollouts.controllerInstanceID : undefined,
    ...concurrency(release),
    MIN_WAREHOUSE_RECONCILIATION_INTERVAL: ifSet(settings.reconcilers.warehouses.minReconciliationInterval),
    METRICS_BIND_ADDRESS: metricsAddress(settings.metrics),
  };
}

function argocdData(release: Release) {
  const { namespace, watchArgocdNamespaceOnly } = release.values.controller.argocd;
  return {
    ARGOCD_KUBECONFIG: argocdKubeconfig(release) && '/etc/kargo/kubeconfigs/argocd-kubeconfig.yaml',
    ARGOCD_NAMESPACE: orElse(namespace, 'argocd'),
    ARGOCD_WATCH_ARGOCD_NAMESPACE_ONLY: String(watchArgocdNamespaceOnly),
  };
}

function concurrency({ values }: Release) {
  const { controlFlowStages, maxConcurrentReconciles, promotions, stages, warehouses } = values.controller.reconcilers;
  const of = (own: typeof stages) => String(orElse(own.maxConcurrentReconciles, maxConcurrentReconciles));
  return {
    MAX_CONCURRENT_CONTROL_FLOW_RECONCILES: of(controlFlowStages),
    MAX_CONCURRENT_PROMOTION_RECONCILES: of(promotions),
    MAX_CONCURRENT_STAGE_RECONCILES: of(stages),
    MAX_CONCURRENT_WAREHOUSE_RECONCILES: of(warehouses),
  };
}

function controllerDeployment(release: Release, configChecksum: string): KubeObject {
  const { controller: settings } = release.values;
  const name = controllerName(release.values);
  const kubeconfigs = [
    ...kubeconfigSource(kargoKubeconfig(release, settings)),
    ...kubeconfigSource(argocdKubeconfig(release), 'argocd-kubeconfig.yaml'),
  ];
  const signingKey = settings.gitClient.signingKeySecret.name;
  const gitVolume: Draft = { name: 'git', secret: { secretName: signingKey, defaultMode: 0o644 } };
  return deployment(
    release,
    name,
    settings,
    {
      serviceAccount: name,
      component: controllerLabels(release.values),
      settings,
      podLabels: settings.podLabels,
      checksums: { 'configmap/checksum': configChecksum },
      volumes: [
        { name: 'tmp-data', emptyDir: {} },
        ...kubeconfigVolume(...kubeconfigs),
        ...(signingKey ? [gitVolume] : []),
      ],
      container: {
        name: 'controller',
        command: TINI,
        args: ['controller'],
        envFrom: [{ configMapRef: { name } }],
        ports: metricsPorts(settings.metrics),
        volumeMounts: [
          { mountPath: '/tmp', name: 'tmp-data' },
          ...kubeconfigMount(kubeconfigs.length > 0),
          ...(signingKey ? [{ mountPath: '/etc/kargo/git', name: 'git', readOnly: true }] : []),
        ],
      },
    },
    SINGLETON,
  );
}
