import { either, FALSE, FLAG, listOf, MAPPING, NUMBER, objectOf, type Shape, TEXT } from '../core/shape';
import type { KargoValues } from '../renderer/embedded';
import type { Renderer } from '../renderer/renderer';
import {
  ADMIN_ACCOUNT,
  type AdminAccountProps,
  EXTERNAL_WEBHOOKS,
  type ExternalWebhooksProps,
  INGRESS,
  type IngressProps,
  TLS,
  type TlsProps,
} from './props/api';
import { GIT_CLIENT, type GitClientProps } from './props/controller';
import { GARBAGE_COLLECTION, type GarbageCollectionProps } from './props/garbage-collection';
import type { MetricsProps } from './props/metrics';
import { OIDC, type OidcProps } from './props/oidc';
import { RESOURCES, type Resources, WORKLOAD, type WorkloadProps } from './props/workload';
import type { ShardAccess } from './remote-controller-access-props';
import { A_RENDERER, DEFAULT_CONTROLLER, METRICS_OR_NOT, SHARDS } from './shapes';
import type { Shard } from './shard';

/** Resources of the control plane's components. */
export interface ControlPlaneResources {
  /** The API server. @default - none */
  readonly api?: Resources;
  /** The default controller. @default - none */
  readonly controller?: Resources;
  /** @default - none */
  readonly managementController?: Resources;
  /** The server of Kubernetes' webhooks. @default - none */
  readonly webhooksServer?: Resources;
  /** The server of webhooks from outside. @default - none */
  readonly externalWebhooksServer?: Resources;
  /** @default - none */
  readonly garbageCollector?: Resources;
  /** @default - none */
  readonly dex?: Resources;
}

/** Properties of a ControlPlane. */
export interface ControlPlaneProps extends WorkloadProps {
  /** The shards whose controllers run in other clusters, each with its access if it needs more than usual. @default - none */
  readonly shards?: readonly (Shard | ShardAccess)[];
  /**
   * The controller that reconciles what no shard claims. With a Shard it claims that one as well; without one, every
   * Stage and Warehouse needs a shard.
   * @default true
   */
  readonly defaultController?: boolean | { readonly shard: Shard };
  /** Kargo's namespace; it is made. @default 'kargo' */
  readonly namespace?: string;
  /** Helm's release name, a label of Kargo's objects. @default 'kargo' */
  readonly releaseName?: string;
  /**
   * URL of the API server of this cluster as the shards reach it, for example `https://prod.example.com:6443`.
   * @default - the `server` of the Cluster
   */
  readonly server?: string;
  /** Host name of Kargo's API and UI, with a port if it is not 443, without a scheme. @default 'localhost' */
  readonly host?: string;
  /** How many API servers run. @default 1 */
  readonly replicas?: number;
  /** @default - none */
  readonly resources?: ControlPlaneResources;
  /** An Ingress in front of the API server. @default - none */
  readonly ingress?: IngressProps;
  /** TLS of the API server. @default - self-signed, by cert-manager */
  readonly tls?: TlsProps;
  /** The server of webhooks from outside; `false` for none. @default - it runs, without an Ingress */
  readonly externalWebhooks?: false | ExternalWebhooksProps;
  /** Sign-in with OpenID Connect. @default - none */
  readonly oidc?: OidcProps;
  /** The built-in admin account; `false` for none. @default - its password is in Secret `kargo-admin` */
  readonly adminAccount?: false | AdminAccountProps;
  /** Who the default controller is in the commits that it makes. @default - `Kargo <no-reply@kargo.io>` */
  readonly gitClient?: GitClientProps;
  /** `false` to keep everything. @default - the chart's own settings */
  readonly garbageCollection?: false | GarbageCollectionProps;
  /** Metrics of the default controller, the management controller and the webhooks server. @default false */
  readonly metrics?: boolean | MetricsProps;
  /** Whether the default controller sees an Argo CD; with a Shard as default controller, the Shard says it. @default true */
  readonly argocd?: boolean;
  /** URL of that Argo CD, for links in the UI; with a Shard as default controller, the Shard says it. @default - no links */
  readonly argocdUrl?: string;
  /** Namespace of that Argo CD. @default 'argocd' */
  readonly argocdNamespace?: string;
  /**
   * Whether the default controller runs verifications as AnalysisRuns of Argo Rollouts; with a Shard as default
   * controller, the Shard says it.
   * @default false
   */
  readonly rollouts?: boolean;
  /** Whether Kargo's CRDs are part of the output. @default true */
  readonly installCrds?: boolean;
  /**
   * Further values of Kargo's Helm chart. What this construct decides is refused here, with the prop to use instead.
   * @default - none
   */
  readonly values?: KargoValues;
  /**
   * API versions that the cluster has besides Kubernetes' own, as Helm's `.Capabilities.APIVersions` would list them.
   * @default - what other props need
   */
  readonly apiVersions?: readonly string[];
  /** The cluster's Kubernetes version, as Helm's `.Capabilities.KubeVersion` would say it. @default - the renderer's own */
  readonly kubeVersion?: string;
  /** What renders Kargo's own manifests, for the shards too. @default - the embedded renderer */
  readonly renderer?: Renderer;
}

const COMPONENT_RESOURCES: Shape<ControlPlaneResources> = {
  api: objectOf(RESOURCES),
  controller: objectOf(RESOURCES),
  managementController: objectOf(RESOURCES),
  webhooksServer: objectOf(RESOURCES),
  externalWebhooksServer: objectOf(RESOURCES),
  garbageCollector: objectOf(RESOURCES),
  dex: objectOf(RESOURCES),
};

export const CONTROL_PLANE: Shape<ControlPlaneProps> = {
  ...WORKLOAD,
  shards: SHARDS,
  defaultController: DEFAULT_CONTROLLER,
  namespace: TEXT,
  releaseName: TEXT,
  server: TEXT,
  host: TEXT,
  replicas: NUMBER,
  resources: objectOf(COMPONENT_RESOURCES),
  ingress: objectOf(INGRESS),
  tls: objectOf(TLS),
  externalWebhooks: either(FALSE, objectOf(EXTERNAL_WEBHOOKS)),
  oidc: objectOf(OIDC),
  adminAccount: either(FALSE, objectOf(ADMIN_ACCOUNT)),
  gitClient: objectOf(GIT_CLIENT),
  garbageCollection: either(FALSE, objectOf(GARBAGE_COLLECTION)),
  metrics: METRICS_OR_NOT,
  argocd: FLAG,
  argocdUrl: TEXT,
  argocdNamespace: TEXT,
  rollouts: FLAG,
  installCrds: FLAG,
  values: MAPPING,
  apiVersions: listOf(TEXT),
  kubeVersion: TEXT,
  renderer: A_RENDERER,
};
