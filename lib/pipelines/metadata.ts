import { MAPPING, type Shape, TEXT } from '../core/shape';
import type { StringMap } from '../topology/props/workload';

/** What every object of a pipeline may carry. */
export interface PipelineMetadata {
  /** Name of the object. @default - the construct's id */
  readonly name?: string;
  /** @default - none */
  readonly labels?: StringMap;
  /** @default - none */
  readonly annotations?: StringMap;
}

/** The API version of all of Kargo's kinds (Kargo 1.11). */
export const KARGO_API = 'kargo.akuity.io/v1alpha1';

export const PIPELINE_METADATA: Shape<PipelineMetadata> = { name: TEXT, labels: MAPPING, annotations: MAPPING };
