import type { Finding } from '../core/finding';
import { describe } from '../core/kube-object';
import type { Path } from '../core/path';
import type { Existing } from './existing';
import type { Located } from './pipelines';
import { didYouMean, objectError } from './report';

/** How something that is referred to by its name is told when it is missing. */
interface ReferredKind {
  readonly id: string;
  /** Whether it is in no namespace, and so the same one for all Projects. */
  readonly clusterScoped?: boolean;
  /** Why it is of no use to other Projects (Kargo 1.11). */
  readonly bound?: string;
}

const FREIGHT = 'freight does not leave its Project';

const KINDS: { readonly [kind: string]: ReferredKind } = {
  Warehouse: { id: 'warehouse-missing', bound: FREIGHT },
  Stage: { id: 'stage-missing', bound: FREIGHT },
  PromotionTask: { id: 'promotion-task-missing', bound: 'a PromotionTask can be called only in its own Project' },
  ClusterPromotionTask: { id: 'promotion-task-missing', clusterScoped: true },
  AnalysisTemplate: {
    id: 'analysis-template-missing',
    bound: 'a verification looks for an AnalysisTemplate only in its own Project',
  },
  ClusterAnalysisTemplate: { id: 'analysis-template-missing', clusterScoped: true },
};

/**
 * A finding where something that an object refers to by name is not there, or is there only in another Project.
 * @param does what the object does with it, for example `calls`
 * @param field where the object names it
 */
export function missingReference(
  existing: Existing,
  { at, cluster, namespace }: Located,
  kind: string,
  name: string,
  does: string,
  field: Path,
): Finding[] {
  const referred = KINDS[kind];
  const scope = referred?.clusterScoped ? '' : namespace;
  if (referred === undefined || existing.has(kind, cluster, scope, name)) {
    return [];
  }
  const elsewhere = referred.bound === undefined ? undefined : existing.namespaceOf(kind, cluster, name);
  const place = scope === '' ? 'the cluster' : `namespace '${namespace}'`;
  const reference = `${describe(at.object)} ${does} ${kind} '${name}', which is`;
  if (elsewhere !== undefined) {
    const message = `${reference} in Project '${elsewhere}' and not in ${place}, and ${referred.bound}`;
    return [objectError(at, referred.id, message, `add ${kind} '${name}' to ${place} as well`, field)];
  }
  const fix = didYouMean(existing.nearest(kind, cluster, scope, name), `add ${kind} '${name}'`);
  return [objectError(at, referred.id, `${reference} not in ${place}`, fix, field)];
}
