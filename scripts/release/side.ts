import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from '../../lib/core/kube-object';
import { readChartSide } from './chart-side';
import { readDataSide } from './data-side';
import { ReleaseError } from './error';
import type { Schemas } from './schemas';
import type { Defaults } from './values';

/** One of the two releases, read into memory. */
export interface Side {
  /** Kargo's version, for example `1.11.2`. */
  readonly version: string;
  readonly defaults: Defaults;
  readonly crds: Schemas;
  /** Configs of promotion steps. Empty where there are none: Kargo's chart comes without. */
  readonly steps: Schemas;
  /** Subscriptions of Warehouses. Empty where there are none: Kargo's chart comes without. */
  readonly subscriptions: Schemas;
  /** What is rendered, CRDs left out, by case. */
  readonly renders: ReadonlyMap<string, readonly KubeObject[]>;
  /** What the reader of the report should know, one line each. */
  readonly notes: readonly string[];
}

/**
 * Reads a release from a chart, a folder or a `.tgz`, which helm then renders, or from a folder of data: `values.tsv`,
 * `crds/` and `renders/`. The schemas of `steps/` and `subscriptions/` are read where a folder of either sort has them.
 * @throws ReleaseError, ImportError or RenderError when it is neither, incomplete or damaged, or when there is no helm
 */
export function readSide(path: string): Side {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new ReleaseError(`no file or folder '${path}': ${GIVE}`);
  }
  if (stat.isFile() || isFile(join(path, 'Chart.yaml'))) {
    return readChartSide(path);
  }
  if (isFile(join(path, 'values.tsv'))) {
    return readDataSide(path);
  }
  throw new ReleaseError(`'${path}' has neither a Chart.yaml nor a values.tsv: ${GIVE}`);
}

const GIVE = "give Kargo's chart, as a folder or a .tgz, or a folder of data with values.tsv, crds and renders";

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
