/** What a construct decides, and what to write instead of setting it through `values`. Keys are paths; `*` is any key. */
const LOCKED: { readonly [path: string]: string } = {
  nameOverride: 'leave it out: names must agree between the clusters of a fleet',
  'api.enabled': 'leave it out: a control plane has an API server, a shard has none',
  'controller.enabled': "use the prop 'defaultController' of the ControlPlane",
  'externalWebhooksServer.enabled': "use the prop 'externalWebhooks' of the ControlPlane",
  'garbageCollector.enabled': "use the prop 'garbageCollection' of the ControlPlane",
  'managementController.enabled': 'leave it out: a control plane has a management controller, a shard has none',
  'webhooksServer.enabled': 'leave it out: a control plane has a webhooks server, a shard has none',
  'crds.install': "use the prop 'installCrds' of the ControlPlane",
  'webhooks.register': 'leave it out: webhooks belong to the control plane and to nothing else',
  'workloads.install': 'leave it out: use ControlPlane.fromAttributes for a control plane installed by other means',
  'dataPlane.*': 'leave it out: use ControlPlane.fromAttributes for a control plane installed by other means',
  'argocd.dataPlane.*': "use the prop 'argocd' of the Shard",
  'rbac.*': 'leave it out: use ControlPlane.fromAttributes for a control plane installed by other means',
  'controller.id': "use the prop 'controllerId' of the ShardController",
  'controller.shardName':
    "pass a Shard: as 'shard' to a ShardController, or in 'defaultController' to the ControlPlane",
  'controller.isDefault': "use the prop 'defaultController' of the ControlPlane",
  'controller.argocd.integrationEnabled': "use the prop 'argocd' of the Shard or of the ControlPlane",
  'controller.rollouts.integrationEnabled': "use the prop 'rollouts' of the Shard or of the ControlPlane",
  'api.rollouts.integrationEnabled': "use the prop 'rollouts' of the Shard or of the ControlPlane",
  'controller.serviceAccount.clusterWideSecretReadingEnabled':
    'leave it out: controllers read the Secrets of the Projects that they serve, never those of the whole cluster',
  'webhooksServer.controlplaneUserRegex': "leave it out: it follows from the prop 'shards' of the ControlPlane",
  'api.adminAccount.enabled': "use the prop 'adminAccount' of the ControlPlane",
  'api.adminAccount.passwordHash': "name an existing Secret with the prop 'adminAccount' of the ControlPlane",
  'api.adminAccount.tokenSigningKey': "name an existing Secret with the prop 'adminAccount' of the ControlPlane",
  'api.secret.name': "use the prop 'adminAccount' of the ControlPlane",
  'api.argocd.urls': "use the prop 'argocdUrl' of the Shard or of the ControlPlane",
  'api.defaultControllerName': "use the prop 'defaultController' of the ControlPlane",
  'global.kargoNamespace': "use the prop 'namespace' of the ControlPlane",
  'kubeconfigSecrets.*': "use the prop 'kubeconfigSecret' of the ShardController",
  '*.kubeconfigSecrets.*': "use the prop 'kubeconfigSecret' of the ShardController",
};

const PATTERNS = Object.entries(LOCKED).map(([path, instead]) => ({ keys: path.split('.'), instead }));

/** What to write instead of a value that a construct decides; undefined for a value that its user may set. */
export function lockedBy(path: readonly string[], value: unknown): string | undefined {
  const hit = PATTERNS.find(({ keys }) => {
    // A mapping above such a value is locked too when it is deleted as a whole, as Helm does for null.
    const compared = value === null ? Math.min(keys.length, path.length) : keys.length;
    return keys.slice(0, compared).every((key, i) => (key === '*' && compared > 1) || key === path[i]);
  });
  return hit?.instead;
}
