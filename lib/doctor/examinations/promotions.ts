import { describe, type KubeObject } from '../../core/kube-object';
import { valueAt } from '../../core/values';
import { valueOr } from '../answers';
import type { Examination } from '../examination';
import { kubectl } from '../paper';
import { SHARD_LABEL, shardOf } from './shards';

const API = 'kargo.akuity.io/v1alpha1';
/** Phases in which a Promotion stays (Kargo 1.11 API). */
const ENDED = ['Succeeded', 'Failed', 'Errored', 'Aborted'];

/**
 * `promotion-stranded`: a Promotion whose Stage is of another shard by now. It keeps its label: the old controller does not
 * see the Stage any more, and the new one does not see the Promotion (Kargo 1.11).
 */
export const promotions: Examination = {
  asks: ({ fleet: { controlPlane } }) =>
    controlPlane === undefined
      ? []
      : ['Stage', 'Promotion'].map((kind) => ({ cluster: controlPlane.cluster, list: { apiVersion: API, kind } })),
  examine: (paper, answers) => {
    const cluster = paper.fleet.controlPlane?.cluster ?? '';
    const key = (namespace: unknown, name: unknown) => `${String(namespace)}/${String(name)}`;
    const stages = new Map(
      valueOr(answers.list(cluster, API, 'Stage'), []).map((stage) => [
        key(stage.metadata.namespace, stage.metadata.name),
        stage,
      ]),
    );
    return valueOr(answers.list(cluster, API, 'Promotion'), []).flatMap((promotion) => {
      const { namespace, name, labels } = promotion.metadata;
      const stage = stages.get(key(namespace, valueAt(promotion, ['spec', 'stage'])));
      const [was, is] = [labels?.[SHARD_LABEL] ?? '', stage === undefined ? '' : shardOf(stage)];
      if (stage === undefined || was === is || hasEnded(promotion)) {
        return [];
      }
      return [
        {
          severity: 'error' as const,
          id: 'promotion-stranded',
          cluster,
          object: describe(promotion),
          message: `it is of ${named(was)}, and its ${describe(stage)} of ${named(is)} by now, so that no controller goes on with it`,
          fix: `${kubectl(paper, cluster, namespace)} delete promotion ${name} # then promote again; or give the Stage back ${named(was)} until it has ended`,
        },
      ];
    });
  },
};

function hasEnded(promotion: KubeObject): boolean {
  return ENDED.includes(String(valueAt(promotion, ['status', 'phase'])));
}

function named(shard: string): string {
  return shard === '' ? 'no shard' : `shard '${shard}'`;
}
