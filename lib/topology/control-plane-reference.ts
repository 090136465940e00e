import { Construct, type IConstruct } from 'constructs';
import { type Kind, made } from '../core/shape';
import { isMapping } from '../core/values';
import type { Renderer } from '../renderer/renderer';
import type { DefaultShard } from './default-shard';
import type { RemoteControllerAccess } from './remote-controller-access';
import type { Shard } from './shard';

/** A control plane: one made here, or one that is there already. */
export interface IControlPlane extends IConstruct {
  /** Kargo's namespace in the control plane's cluster. */
  readonly namespace: string;
  /** Helm's release name, which is a label of Kargo's objects. */
  readonly releaseName: string;
  /** What renders Kargo's own manifests, for its shards too. */
  readonly renderer: Renderer;
  /** The Kargo version that runs, for example `1.11.2`. */
  readonly version: string;
  /** All shards, the default controller's own among them. */
  readonly shards: readonly Shard[];
  /** For Stages and Warehouses that the default controller reconciles. */
  readonly defaultShard: DefaultShard;
  /** URL of the API server of the cluster as shards reach it. @default - not known */
  readonly server?: string;
  /** URL of Kargo's API and UI as people reach them. @default - not known */
  readonly apiUrl?: string;
  /** @default 'kargo-shared-resources' */
  readonly sharedResourcesNamespace: string;
  /** @default 'kargo-system-resources' */
  readonly systemResourcesNamespace: string;
  /**
   * The regular expression of all users that are Kargo itself, every shard's identity among them. The webhooks take anyone
   * else for a person (Kargo 1.11 chart, webhooksServer.controlplaneUserRegex).
   */
  readonly userRegex: string;
  /** Whether other means installed it, so that nothing of it is made here. */
  readonly imported: boolean;
  /** Whether Kargo's chart runs a controller named `kargo-controller` in this cluster. */
  readonly runsController: boolean;
  /** The access of a shard; undefined for the default controller's own shard and for one that is not of this fleet. */
  accessOf(shard: Shard): RemoteControllerAccess | undefined;
}

/** A prop that is a control plane. */
export const A_CONTROL_PLANE: Kind = made(
  'a ControlPlane',
  (value) => Construct.isConstruct(value) && isMapping(value) && 'accessOf' in value,
);
