import { listOf, MAPPING, NUMBER, objectOf, oneOf, type Shape, TEXT } from '../../core/shape';
import type { Draft } from '../../core/values';

/** Amounts of compute resources, as Kubernetes quantities. */
export interface ResourceAmounts {
  /** For example `100m` or `2`. @default - none */
  readonly cpu?: string;
  /** For example `256Mi`. @default - none */
  readonly memory?: string;
  /** For example `1Gi`. @default - none */
  readonly ephemeralStorage?: string;
}

/** What a container asks for and what it may use at most. */
export interface Resources {
  /** @default - none */
  readonly requests?: ResourceAmounts;
  /** @default - none */
  readonly limits?: ResourceAmounts;
}

/** How much Kargo logs. Any other word makes its processes panic at start (Kargo 1.11, LOG_LEVEL). */
export type LogLevel = 'ERROR' | 'INFO' | 'DEBUG' | 'TRACE';

/** How Kargo writes a line of its log. */
export type LogFormat = 'CONSOLE' | 'JSON';

/** The image that every Kargo component runs. */
export interface ImageProps {
  /** @default 'ghcr.io/akuity/kargo' */
  readonly repository?: string;
  /** @default - the version that the renderer renders, with a leading `v` */
  readonly tag?: string;
  /** @default 'IfNotPresent' */
  readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** Names of Secrets of type `kubernetes.io/dockerconfigjson` in the namespace of the pods. @default - none */
  readonly pullSecrets?: readonly string[];
}

/** A toleration of a pod, as Kubernetes has it. */
export interface Toleration {
  /** @default - every key */
  readonly key?: string;
  /** @default 'Equal' */
  readonly operator?: 'Exists' | 'Equal';
  /** @default - none */
  readonly value?: string;
  /** @default - every effect */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /** In seconds; only with effect `NoExecute`. @default - for ever */
  readonly tolerationSeconds?: number;
}

/** Names and values, as labels and annotations are. */
export interface StringMap {
  readonly [key: string]: string;
}

/** What the owner of an installation customises for all of its pods and objects. */
export interface WorkloadProps {
  /** @default 'INFO' */
  readonly logLevel?: LogLevel;
  /** @default 'CONSOLE' */
  readonly logFormat?: LogFormat;
  /** @default - the official image of the version that the renderer renders */
  readonly image?: ImageProps;
  /** Node labels that every pod needs. @default - none */
  readonly nodeSelector?: StringMap;
  /** @default - none */
  readonly tolerations?: readonly Toleration[];
  /** Affinity of every pod, as Kubernetes has it. @default - none */
  readonly affinity?: { readonly [field: string]: Draft };
  /** Name of the PriorityClass of every pod. @default - the cluster's own */
  readonly priorityClassName?: string;
  /** Labels of every object of Kargo's own. @default - none */
  readonly labels?: StringMap;
  /** Annotations of every object of Kargo's own. @default - none */
  readonly annotations?: StringMap;
  /** Labels of every pod. @default - none */
  readonly podLabels?: StringMap;
  /** Annotations of every pod. @default - none */
  readonly podAnnotations?: StringMap;
}

const AMOUNTS: Shape<ResourceAmounts> = { cpu: TEXT, memory: TEXT, ephemeralStorage: TEXT };

export const RESOURCES: Shape<Resources> = { requests: objectOf(AMOUNTS), limits: objectOf(AMOUNTS) };

const IMAGE: Shape<ImageProps> = {
  repository: TEXT,
  tag: TEXT,
  pullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
  pullSecrets: listOf(TEXT),
};

const TOLERATION: Shape<Toleration> = {
  key: TEXT,
  operator: oneOf('Exists', 'Equal'),
  value: TEXT,
  effect: oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
  tolerationSeconds: NUMBER,
};

export const WORKLOAD: Shape<WorkloadProps> = {
  logLevel: oneOf('ERROR', 'INFO', 'DEBUG', 'TRACE'),
  logFormat: oneOf('CONSOLE', 'JSON'),
  image: objectOf(IMAGE),
  nodeSelector: MAPPING,
  tolerations: listOf(objectOf(TOLERATION)),
  affinity: MAPPING,
  priorityClassName: TEXT,
  labels: MAPPING,
  annotations: MAPPING,
  podLabels: MAPPING,
  podAnnotations: MAPPING,
};

/** Kargo 1.11 chart: `image.*` and `global.*`. Log settings belong to each component and are set there. */
export function workloadValues(props: WorkloadProps): { image: Draft; global: { readonly [key: string]: Draft } } {
  const { image } = props;
  return {
    image: image && {
      repository: image.repository,
      tag: image.tag,
      pullPolicy: image.pullPolicy,
      pullSecrets: image.pullSecrets?.map((name) => ({ name })),
    },
    global: {
      nodeSelector: props.nodeSelector,
      tolerations: props.tolerations?.map((toleration) => ({ ...toleration })),
      affinity: props.affinity,
      priorityClassName: props.priorityClassName,
      labels: props.labels,
      annotations: props.annotations,
      podLabels: props.podLabels,
      podAnnotations: props.podAnnotations,
    },
  };
}

/** What a component's `resources` value is for these amounts. */
export function resourceValues(resources: Resources | undefined): Draft {
  return resources && { requests: amounts(resources.requests), limits: amounts(resources.limits) };
}

function amounts(of: ResourceAmounts | undefined): Draft {
  return of && { cpu: of.cpu, memory: of.memory, 'ephemeral-storage': of.ephemeralStorage };
}
