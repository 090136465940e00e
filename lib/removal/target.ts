import type { KubeObject } from '../core/kube-object';
import type { ControllerDescription, ControlPlaneDescription } from '../description/fleet-description';
import type { KubeApi, ObjectRef } from '../kube/api';

/** A shard that is to go, and where there is something of it. */
export interface RemovalTarget {
  readonly shard: string;
  readonly controlPlane: ControlPlaneDescription;
  /** Name of its ServiceAccount in the control plane's namespace. */
  readonly serviceAccount: string;
  /** The control plane's cluster. */
  readonly home: KubeApi;
  /** What synth wrote for it, apart from CRDs. */
  readonly homeObjects: readonly KubeObject[];
  /** The ServiceAccounts of all shards that the fleet knows, and the Deployments of all controllers in that cluster. */
  readonly identities: readonly string[];
  /** Where its controller runs. @default - not known, or nothing is to be done there */
  readonly away?: AwayTarget;
}

/** The cluster of a shard's controller. */
export interface AwayTarget {
  readonly controller: ControllerDescription;
  readonly api: KubeApi;
  /** What synth wrote for it, in the order in which it is applied. */
  readonly objects: readonly KubeObject[];
  /** The Deployments of all controllers that the fleet has there. */
  readonly deployments: readonly string[];
  /** Whether the control plane is there too. */
  readonly isControlPlane: boolean;
}

/** An object that is there and is to be deleted. */
export interface Step {
  /** Name of the cluster. */
  readonly cluster: string;
  readonly ref: ObjectRef;
  /** What it is for, where its name does not say it. @default - nothing */
  readonly why?: string;
}

/** What is there of a shard. */
export interface Removal {
  /** What is deleted, in this order. */
  readonly steps: readonly Step[];
  /** What is left alone, and why, one line each. */
  readonly stays: readonly string[];
}

/** What names an object. */
export function refOf({ apiVersion, kind, metadata: { name, namespace } }: KubeObject): ObjectRef {
  return { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
}

/** `ServiceAccount kargo/kargo-controller-dev-shard`. */
export function describeRef({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Whether two name the same object, in whatever version. */
export function isSame(one: ObjectRef, other: ObjectRef): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ apiVersion, kind, namespace = '', name }: ObjectRef): string {
  const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : [];
  return [group, kind, namespace, name].join('|');
}
