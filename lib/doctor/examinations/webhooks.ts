import { describe } from '../../core/kube-object';
import { isMapping, valueAt } from '../../core/values';
import { valueOr } from '../answers';
import type { Examination } from '../examination';
import { type Paper, paperOfKind } from '../paper';
import { refOf } from '../question';

const KINDS = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/** `webhook-ca-missing`: a webhook whose certificate the API server has nothing to verify with, so that it refuses every change. */
export const webhooks: Examination = {
  asks: (paper) => each(paper).map(({ cluster, object }) => ({ cluster, object: refOf(object) })),
  examine: (paper, answers) =>
    each(paper).flatMap(({ cluster, object }) => {
      const got = valueOr(answers.object(cluster, refOf(object)), undefined);
      const all = got?.['webhooks'];
      const blind = (Array.isArray(all) ? all.filter(isMapping) : []).filter(
        (webhook) =>
          valueAt(webhook, ['clientConfig', 'service']) !== undefined &&
          !valueAt(webhook, ['clientConfig', 'caBundle']),
      );
      return blind.length === 0
        ? []
        : [
            {
              severity: 'error' as const,
              id: 'webhook-ca-missing',
              cluster,
              object: describe(object),
              message: `${blind.length} of its webhooks have no caBundle: ${blind.map(({ name }) => String(name)).join(', ')}`,
              fix: "see whether cert-manager's cainjector runs, which fills it in",
            },
          ];
    }),
};

function each(paper: Paper) {
  return paper.fleet.clusters.flatMap(({ name: cluster }) =>
    paperOfKind(paper, cluster, ...KINDS).map(({ object }) => ({ cluster, object })),
  );
}
