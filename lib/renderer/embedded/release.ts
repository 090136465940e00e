import type { Problem } from '../../core/finding';
import type { KubeObject } from '../../core/kube-object';
import type { Values } from './values';

/** What every part of a render knows: Helm's release, and the values with the chart's defaults filled in. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly values: Values;
  /** API versions that the cluster has besides Kubernetes' own. */
  readonly apiVersions: readonly string[];
  /** Notes why this release cannot be rendered; the render goes on, to find all reasons. */
  refuse(problem: Omit<Problem, 'severity'>): void;
}

/** One part of a render: values to objects, without any input or output besides. */
export type Component = (release: Release) => KubeObject[];

/** The namespace in which Kargo looks for its own objects at run time: the control plane's, for a shard in another one. */
export function dataNamespace({ namespace, values }: Release): string {
  return values.global.kargoNamespace || namespace;
}
