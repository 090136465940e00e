import { cabundle } from './cabundle';
import { TEXTS } from './collection-kinds';
import { leaf, optional } from './leaf';
import { metrics } from './metrics';
import { podSettings, revisions, serviceAccount } from './pod-settings';
import { BYTES, COUNT_AS_TEXT, FLAG, ID, NAME, TEXT, WORD } from './scalar-kinds';

const NULLABLE = { nullable: true };

/** How many objects of one kind are reconciled at the same time; unset, what all kinds have. */
const reconciler = () => ({ maxConcurrentReconciles: optional(COUNT_AS_TEXT) });

/** The controller of a shard, or of what has no shard. */
export const controllerValues = () => ({
  ...podSettings(),
  ...revisions(),
  allowCredentialsOverHTTP: leaf(FLAG, false),
  argocd: {
    integrationEnabled: leaf(FLAG, true),
    namespace: leaf(NAME, 'argocd', NULLABLE),
    watchArgocdNamespaceOnly: leaf(FLAG, false),
  },
  cabundle: cabundle(),
  gitClient: {
    email: leaf(TEXT, 'no-reply@kargo.io'),
    name: leaf(TEXT, 'Kargo'),
    pushIntegrationPolicy: leaf(TEXT, 'AlwaysRebase'),
    signingKeySecret: { name: leaf(WORD, '', NULLABLE), type: leaf(TEXT, '', NULLABLE) },
  },
  githubPush: { maxRevisions: leaf(COUNT_AS_TEXT, 10), verifyUntrustedCommits: leaf(FLAG, false) },
  globalCredentials: { namespaces: leaf(TEXTS, [], NULLABLE) },
  id: optional(ID),
  images: {
    cache: { cacheByTagPolicy: leaf(TEXT, 'Allow'), maxEntries: leaf(COUNT_AS_TEXT, 100_000) },
    push: { maxArtifactSize: optional(BYTES, 1_073_741_824) },
    registries: { rateLimit: leaf(COUNT_AS_TEXT, 20) },
  },
  isDefault: leaf(FLAG, false),
  kubeconfigSecrets: { argocd: optional(WORD), kargo: optional(WORD) },
  metrics: metrics(),
  reconcilers: {
    controlFlowStages: reconciler(),
    maxConcurrentReconciles: leaf(COUNT_AS_TEXT, 4),
    promotions: reconciler(),
    stages: reconciler(),
    warehouses: { ...reconciler(), minReconciliationInterval: leaf(TEXT, '5m0s', NULLABLE) },
  },
  rollouts: { controllerInstanceID: leaf(TEXT, ''), integrationEnabled: leaf(FLAG, true) },
  serviceAccount: {
    ...serviceAccount(),
    clusterWideSecretReadingEnabled: leaf(FLAG, false),
    iamRole: leaf(WORD, '', NULLABLE),
  },
  shardName: optional(WORD),
});

/** The management controller. */
export const managementControllerValues = () => ({
  ...podSettings(),
  ...revisions(),
  metrics: metrics(),
  reconcilers: {
    maxConcurrentReconciles: leaf(COUNT_AS_TEXT, 4),
    namespaces: reconciler(),
    projectConfigs: reconciler(),
    projects: reconciler(),
    serviceAccounts: reconciler(),
  },
});
