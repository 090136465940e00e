import type { KubeObject } from '../core/kube-object';
import { valueAt } from '../core/values';
import type { KubeApi } from '../kube/api';

const KARGO = 'kargo.akuity.io/v1alpha1';
/** A Promotion has that of its Stage, from `spec.shard` of which the webhook copies it (Kargo 1.11). */
const SHARD_LABEL = 'kargo.akuity.io/shard';
/** Phases in which a Promotion is over (Kargo 1.11). */
const OVER = ['Succeeded', 'Failed', 'Errored', 'Aborted'];

/** What names a shard. */
const PIPELINES = ['Stage', 'Warehouse'];

/** Why a shard cannot go yet. */
export interface Blockers {
  /** Stages and Warehouses that name it, for example `Stage apps/web-dev`. */
  readonly named: readonly string[];
  /** Its Promotions that are not over, for example `Promotion apps/web-dev.01j`. */
  readonly running: readonly string[];
}

/** What in the control plane's cluster still needs the controller of a shard. */
export async function blockersOf(shard: string, home: KubeApi): Promise<Blockers> {
  const [promotions, ...pipelines] = await Promise.all([
    home.list(KARGO, 'Promotion'),
    ...PIPELINES.map((kind) => home.list(KARGO, kind)),
  ]);
  const running = promotions.filter(
    (promotion) => labelOf(promotion) === shard && !OVER.includes(String(valueAt(promotion, ['status', 'phase']))),
  );
  return { named: namedIn(pipelines.flat(), shard), running: running.map(textOf).sort() };
}

/** What of the same, Promotions apart, is in manifests. */
export function namedIn(objects: readonly KubeObject[], shard: string): string[] {
  return objects
    .filter((object) => PIPELINES.includes(object.kind) && namesShard(object, shard))
    .map(textOf)
    .sort();
}

/** Whether a Stage or Warehouse is of a shard: by the field that counts, or by the label that controllers go by. */
function namesShard(object: KubeObject, shard: string): boolean {
  return valueAt(object, ['spec', 'shard']) === shard || labelOf(object) === shard;
}

function labelOf({ metadata }: KubeObject): string | undefined {
  return metadata.labels?.[SHARD_LABEL];
}

function textOf({ kind, metadata: { namespace, name } }: KubeObject): string {
  return `${kind} ${namespace}/${name}`;
}
