import { ANYTHING, FLAG, listOf, MAPPING, needed, objectOf, type Shape, TEXT } from '../core/shape';
import type { KargoValues } from '../renderer/embedded';
import type { Renderer } from '../renderer/renderer';
import { A_CONTROL_PLANE, type IControlPlane } from './control-plane-reference';
import type { Credentials } from './credentials';
import { GIT_CLIENT, type GitClientProps } from './props/controller';
import type { MetricsProps } from './props/metrics';
import { RESOURCES, type Resources, WORKLOAD, type WorkloadProps } from './props/workload';
import { A_RENDERER, METRICS_OR_NOT } from './shapes';
import { A_SHARD, type Shard } from './shard';

/** Properties of a ShardController. */
export interface ShardControllerProps extends WorkloadProps {
  /** The control plane that it calls home to; it must have been given the same Shard. */
  readonly controlPlane: IControlPlane;
  /** The shard that it claims. */
  readonly shard: Shard;
  /** The namespace that it runs in; it is made. @default - the control plane's */
  readonly namespace?: string;
  /**
   * How it proves to the control plane who it is. Not for a controller in the control plane's own cluster and namespace,
   * which uses the identity of its pod.
   * @default Credentials.delivered()
   */
  readonly credentials?: Credentials;
  /** @default - none */
  readonly resources?: Resources;
  /** Who the controller is in the commits that it makes. @default - `Kargo <no-reply@kargo.io>` */
  readonly gitClient?: GitClientProps;
  /** @default false */
  readonly metrics?: boolean | MetricsProps;
  /** Namespace of the Argo CD that it sees. @default 'argocd' */
  readonly argocdNamespace?: string;
  /** Whether all Applications are in that namespace, so that rights in it are enough. @default false */
  readonly watchArgocdNamespaceOnly?: boolean;
  /**
   * What tells its objects from those of another controller in the same cluster, as the end of their names. A fixed name is
   * worth while where controllers come and go, since a new name means a new Deployment.
   * @default - the shard's name where the cluster has another controller already, otherwise none
   */
  readonly controllerId?: string;
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
  /**
   * Whether its Kargo may be of a newer minor than the control plane's, to which CRDs and webhooks belong.
   * @default false
   */
  readonly allowNewer?: boolean;
  /** What renders Kargo's own manifests. @default - what renders the control plane's */
  readonly renderer?: Renderer;
}

export const SHARD_CONTROLLER: Shape<ShardControllerProps> = {
  ...WORKLOAD,
  controlPlane: needed(A_CONTROL_PLANE),
  shard: needed(A_SHARD),
  namespace: TEXT,
  // A check of its own tells of it: it may be a secret.
  credentials: ANYTHING,
  resources: objectOf(RESOURCES),
  gitClient: objectOf(GIT_CLIENT),
  metrics: METRICS_OR_NOT,
  argocdNamespace: TEXT,
  watchArgocdNamespaceOnly: FLAG,
  controllerId: TEXT,
  values: MAPPING,
  apiVersions: listOf(TEXT),
  kubeVersion: TEXT,
  allowNewer: FLAG,
  renderer: A_RENDERER,
};
