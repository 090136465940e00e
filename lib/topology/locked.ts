import { isMapping } from '../core/values';

/** What a construct decides, by path, and what to write instead of setting it through `values`. `*` is any key. */
export interface Locks {
  readonly [path: string]: string;
}

const NOT_HERE = 'leave it out: use ControlPlane.fromAttributes for a control plane installed by other means';

const BOTH: Locks = {
  nameOverride: 'leave it out: names must agree between the clusters of a fleet',
  'webhooks.register': 'leave it out: webhooks belong to the control plane and to nothing else',
  'workloads.install': NOT_HERE,
  'dataPlane.*': NOT_HERE,
  'argocd.dataPlane.*': "use the prop 'argocd'",
  'rbac.*': NOT_HERE,
  'controller.serviceAccount.clusterWideSecretReadingEnabled':
    'leave it out: controllers read the Secrets of the Projects that they serve, never those of the whole cluster',
  'global.kargoNamespace': "use the prop 'namespace' of the ControlPlane",
  'kubeconfigSecrets.argocd': 'leave it out: a controller runs in the cluster of its Argo CD',
  '*.kubeconfigSecrets.argocd': 'leave it out: a controller runs in the cluster of its Argo CD',
  'controller.argocd.namespace': "use the prop 'argocdNamespace'",
};

/** What a ControlPlane decides. */
export const CONTROL_PLANE_LOCKS: Locks = {
  ...BOTH,
  'api.enabled': 'leave it out: a control plane has an API server',
  'managementController.enabled': 'leave it out: a control plane has a management controller',
  'webhooksServer.enabled': 'leave it out: a control plane has a webhooks server',
  'controller.enabled': "use the prop 'defaultController'",
  'externalWebhooksServer.enabled': "use the prop 'externalWebhooks'",
  'garbageCollector.enabled': "use the prop 'garbageCollection'",
  'crds.install': "use the prop 'installCrds'",
  'controller.id': "leave it out: the control plane's own controller has the chart's name",
  'controller.shardName': "give a Shard to the prop 'defaultController'",
  'controller.isDefault': "use the prop 'defaultController'",
  'controller.argocd.integrationEnabled': "use the prop 'argocd', or that of the Shard in 'defaultController'",
  'controller.rollouts.integrationEnabled': "use the prop 'rollouts', or that of the Shard in 'defaultController'",
  'api.rollouts.integrationEnabled': "use the prop 'rollouts' of the ControlPlane and of its Shards",
  'webhooksServer.controlplaneUserRegex': "leave it out: it follows from the prop 'shards'",
  'api.adminAccount.enabled': "use the prop 'adminAccount'",
  'api.adminAccount.passwordHash': "name an existing Secret with the prop 'adminAccount'",
  'api.adminAccount.tokenSigningKey': "name an existing Secret with the prop 'adminAccount'",
  'api.secret.name': "use the prop 'adminAccount'",
  'api.argocd.urls': "use the prop 'argocdUrl', and that of each Shard",
  'api.defaultControllerName': "use the prop 'defaultController'",
  'kubeconfigSecrets.kargo': 'leave it out: a control plane is in its own cluster',
  '*.kubeconfigSecrets.kargo': 'leave it out: a control plane is in its own cluster',
};

const NO_COMPONENT = 'leave it out: a shard has a controller, and nothing else of Kargo';

/** What a ShardController decides. */
export const SHARD_CONTROLLER_LOCKS: Locks = {
  ...BOTH,
  'api.enabled': NO_COMPONENT,
  'managementController.enabled': NO_COMPONENT,
  'webhooksServer.enabled': NO_COMPONENT,
  'externalWebhooksServer.enabled': NO_COMPONENT,
  'garbageCollector.enabled': NO_COMPONENT,
  'controller.enabled': 'leave it out: a ShardController is a controller',
  'crds.install': "leave it out: CRDs belong to the control plane's cluster",
  'controller.id': "use the prop 'controllerId'",
  'controller.shardName': "use the prop 'shard'",
  'controller.isDefault': "use the prop 'defaultController' of the ControlPlane",
  'controller.argocd.integrationEnabled': "use the prop 'argocd' of the Shard",
  'controller.argocd.watchArgocdNamespaceOnly': "use the prop 'watchArgocdNamespaceOnly'",
  'controller.rollouts.integrationEnabled': "use the prop 'rollouts' of the Shard",
  'global.sharedResources.namespace': "leave it out: it is the control plane's",
  'global.systemResources.namespace': "leave it out: it is the control plane's",
  'kubeconfigSecrets.kargo': "use the prop 'credentials'",
  '*.kubeconfigSecrets.kargo': "use the prop 'credentials'",
};

/** What to write instead of a value that a construct decides; undefined for a value that its user may set. */
export function lockedBy(locks: Locks, path: readonly string[], value: unknown): string | undefined {
  const hit = Object.entries(locks).find(([pattern]) => {
    const keys = pattern.split('.');
    // A mapping above such a value is locked too when it is deleted as a whole, as Helm does for null.
    const compared = value === null ? Math.min(keys.length, path.length) : keys.length;
    return keys.slice(0, compared).every((key, i) => (key === '*' && compared > 1) || key === path[i]);
  });
  return hit?.[1];
}

/** Environment variables that the chart sets from what a construct decides; a container's own would win over them. */
const DECIDED_ENV =
  /^(SHARD_NAME|IS_DEFAULT_CONTROLLER|KUBECONFIG|KARGO_NAMESPACE|(SYSTEM|SHARED)_RESOURCES_NAMESPACE|ARGOCD_(INTEGRATION_ENABLED|NAMESPACE|WATCH_ARGOCD_NAMESPACE_ONLY|KUBECONFIG|URLS)|ROLLOUTS_INTEGRATION_ENABLED|CONTROLPLANE_USER_REGEX|DEFAULT_CONTROLLER_NAME|ADMIN_ACCOUNT_\w+)$/;

/** The names among the items of an `env` list that are a construct's to decide. */
export function lockedEnv(path: readonly string[], value: unknown): string[] {
  return path.at(-1) === 'env' && Array.isArray(value)
    ? value.flatMap((item) => (isMapping(item) && DECIDED_ENV.test(String(item.name)) ? [String(item.name)] : []))
    : [];
}
