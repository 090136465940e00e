import { describe } from '../../core/kube-object';
import { isMapping, valueAt } from '../../core/values';
import { valueOr } from '../answers';
import { hasCertificate } from '../certificate';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { type Paper, paperOfKind } from '../paper';
import { refOf } from '../question';

const KINDS = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/**
 * `webhook-ca-missing`, `webhook-ca-unusable`: a webhook whose certificate the API server has nothing to verify with, so that it
 * refuses every change.
 */
export const webhooks: Examination = {
  asks: (paper) => each(paper).map(({ cluster, object }) => ({ cluster, object: refOf(object) })),
  examine: (paper, answers) =>
    each(paper).flatMap(({ cluster, object }) => {
      const got = valueOr(answers.object(cluster, refOf(object)), undefined);
      const all = got?.['webhooks'];
      const ours = (Array.isArray(all) ? all.filter(isMapping) : []).filter(
        (webhook) => valueAt(webhook, ['clientConfig', 'service']) !== undefined,
      );
      const blind = ours.filter((webhook) => bundleOf(webhook) === '');
      const unusable = ours.filter((webhook) => !blind.includes(webhook) && !isUsable(bundleOf(webhook)));
      const finding = (id: DoctorFinding['id'], what: string, found: readonly Webhook[]): DoctorFinding[] =>
        found.length === 0
          ? []
          : [
              {
                severity: 'error',
                id,
                cluster,
                object: describe(object),
                message: `${found.length} of its webhooks have ${what}: ${found.map(({ name }) => String(name)).join(', ')}`,
                fix: "see whether cert-manager's cainjector runs, which fills it in",
              },
            ];
      return [
        ...finding('webhook-ca-missing', 'no caBundle', blind),
        ...finding('webhook-ca-unusable', 'a caBundle without a certificate that can be read', unusable),
      ];
    }),
};

type Webhook = { readonly [field: string]: unknown };

/** In base64; `''` for none. */
function bundleOf(webhook: Webhook): string {
  const bundle = valueAt(webhook, ['clientConfig', 'caBundle']);
  return typeof bundle === 'string' ? bundle : '';
}

function isUsable(bundle: string): boolean {
  return hasCertificate(Buffer.from(bundle, 'base64').toString());
}

function each(paper: Paper) {
  return paper.fleet.clusters.flatMap(({ name: cluster }) =>
    paperOfKind(paper, cluster, ...KINDS).map(({ object }) => ({ cluster, object })),
  );
}
