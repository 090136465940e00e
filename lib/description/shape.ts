import { isMapping } from '../core/values';
import type {
  ClusterDescription,
  ControllerDescription,
  ControlPlaneDescription,
  CredentialsDescription,
  FleetDescription,
  ShardDescription,
} from './fleet-description';

type Test = (value: unknown) => boolean;
/** A test of every field, also of those that may be absent. */
type Shape<T> = { readonly [Field in keyof Required<T>]: Test };
type Strategy = CredentialsDescription['strategy'];

const text: Test = (value) => typeof value === 'string' && value !== '';
const flag: Test = (value) => typeof value === 'boolean';

const CLUSTER: Shape<ClusterDescription> = { name: text, kubeContext: text, server: optional(text) };

const CONTROL_PLANE: Shape<ControlPlaneDescription> = {
  cluster: text,
  namespace: text,
  sharedResourcesNamespace: optional(text),
  systemResourcesNamespace: optional(text),
  version: text,
  server: optional(text),
  adminSecret: optional(text),
};

/** The fields of each strategy, apart from its name. */
const STRATEGIES: { readonly [Name in Strategy]: { readonly [field: string]: Test } } = {
  delivered: { tokenSecret: text, boundSecret: text, tokenLifetime: text },
  staticToken: { tokenSecret: text, lastingSecret: text },
  externalSecrets: { tokenSecret: text, lastingSecret: text, pushSecret: text, externalSecret: text },
  existingSecret: {},
  existingKubeconfig: { context: optional(text) },
};

const credentials: Test = (value) => {
  const strategy = isMapping(value) ? value['strategy'] : undefined;
  const shape = Object.entries(STRATEGIES).find(([name]) => name === strategy)?.[1];
  return shape !== undefined && hasShape(shape)(value);
};

const CONTROLLER: Shape<ControllerDescription> = {
  cluster: text,
  namespace: text,
  deployment: text,
  version: text,
  shard: optional(text),
  kubeconfigSecret: optional(text),
  credentials: optional(credentials),
};

const SHARD: Shape<ShardDescription> = {
  name: text,
  argocd: flag,
  rollouts: flag,
  runElsewhere: flag,
  serviceAccount: optional(text),
  projects: (value) => value === '*' || listOf(text)(value),
  controller: optional(hasShape(CONTROLLER)),
};

const FLEET: Shape<FleetDescription> = {
  clusters: listOf(hasShape(CLUSTER)),
  controlPlane: optional(hasShape(CONTROL_PLANE)),
  defaultController: optional(hasShape(CONTROLLER)),
  projects: listOf(text),
  shards: listOf(hasShape(SHARD)),
};

/** Whether a value has all that commands read of a fleet, and names no cluster that it does not have. */
export function isFleetDescription(value: unknown): value is FleetDescription {
  return hasShape(FLEET)(value) && namesItsClusters(value as FleetDescription);
}

function namesItsClusters({ clusters, controlPlane, defaultController, shards }: FleetDescription): boolean {
  const names = clusters.map(({ name }) => name);
  return [controlPlane, defaultController, ...shards.map(({ controller }) => controller)].every(
    (each) => each === undefined || names.includes(each.cluster),
  );
}

function hasShape(shape: { readonly [field: string]: Test }): Test {
  return (value) => isMapping(value) && Object.entries(shape).every(([field, is]) => is(value[field]));
}

function listOf(is: Test): Test {
  return (value) => Array.isArray(value) && value.every(is);
}

function optional(is: Test): Test {
  return (value) => value === undefined || is(value);
}
