import { ANYTHING, either, FUNCTION, listOf, made, needed, type Shape, TEXT } from '../../core/shape';
import { A_CONTROL_PLANE, type IControlPlane } from '../../topology/control-plane-reference';
import type { DefaultShard } from '../../topology/default-shard';
import { type ShardFunction, ShardRule } from './shard-rule';

/** Properties of Pipelines. */
export interface PipelinesProps {
  /** The control plane that the Projects belong to; it must be in the same cluster. */
  readonly controlPlane: IControlPlane;
  /**
   * Files, folders (at any depth: .yaml, .yml and .json) and patterns with `*`, `?` and `**`, relative to the working
   * directory. What kustomize reads (kustomization.yaml, and the patches that it names) is ignored with a note.
   */
  readonly paths: readonly string[];
  /**
   * On which shard each Stage and Warehouse is: the first rule that has an answer decides. A file that names a shard itself
   * must agree.
   * @default - as the files say it, by `spec.shard`, with any shard of the control plane
   */
  readonly shards?: readonly (ShardRule | ShardFunction)[];
  /**
   * Who gets the Stages and Warehouses about which no rule says anything: `defaultShard` of the control plane.
   * @default - nobody: each of them is an error
   */
  readonly unmatched?: DefaultShard;
  /**
   * The namespace of objects that need one and name none, as `namespace` of a kustomization would set it.
   * @default - each object has to name its own
   */
  readonly namespace?: string;
  /**
   * What pipelines refer to and what exists although it is not part of this fleet: `Kind/namespace/name`, or `Kind/name` for a
   * Project, a ClusterPromotionTask or a ClusterAnalysisTemplate.
   * @default - nothing
   */
  readonly existing?: readonly string[];
}

const A_RULE = made('a ShardRule', (value) => value instanceof ShardRule);

export const PIPELINES: Shape<PipelinesProps> = {
  controlPlane: needed(A_CONTROL_PLANE),
  paths: needed(listOf(TEXT)),
  shards: listOf(either(A_RULE, FUNCTION)),
  unmatched: ANYTHING,
  namespace: TEXT,
  existing: listOf(TEXT),
};
