import { describe, type KubeObject } from '../../core/kube-object';
import { isMapping, valueAt } from '../../core/values';
import { textIn } from '../../credentials/secret';
import { type Answers, valueOr } from '../answers';
import { hasCertificate, haveCommonCertificate, isVerifiedBy } from '../certificate';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { kubectl, type Paper, paperObject, paperOfKind } from '../paper';
import { refOf } from '../question';
import { narrowing, projectNamespaces, type Webhook } from '../webhook-scope';

const KINDS = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/**
 * `webhook-ca-missing`, `webhook-ca-unusable`, `webhook-ca-differs`: a webhook whose server the API server cannot verify, so that
 * it refuses every change. `webhook-narrowed`: one that is not asked about all that dist wants it to be asked about.
 */
export const webhooks: Examination = {
  asks: (paper) =>
    each(paper).flatMap(({ cluster, object }) => [
      { cluster, object: refOf(object) },
      { cluster, list: NAMESPACES },
      ...servingSecret(paper, cluster, object).map((secret) => ({ cluster, object: secret })),
    ]),
  examine: (paper, answers) =>
    each(paper).flatMap(({ cluster, object }) => {
      const got = valueOr(answers.object(cluster, refOf(object)), undefined);
      const all = webhooksOf(got);
      const ours = all.filter((webhook) => valueAt(webhook, ['clientConfig', 'service']) !== undefined);
      const blind = ours.filter((webhook) => bundleOf(webhook) === '');
      const unusable = ours.filter((webhook) => !blind.includes(webhook) && !hasCertificate(bundleOf(webhook)));
      const [ref] = servingSecret(paper, cluster, object);
      const serving = ref === undefined ? undefined : valueOr(answers.object(cluster, ref), undefined);
      const strange = ours.filter(
        (webhook) => !blind.includes(webhook) && !unusable.includes(webhook) && !canVerify(bundleOf(webhook), serving),
      );
      const finding = (
        id: DoctorFinding['id'],
        what: string,
        found: readonly Webhook[],
        fix: string,
      ): DoctorFinding[] =>
        found.length === 0
          ? []
          : [
              {
                severity: 'error',
                id,
                cluster,
                object: describe(object),
                message: `${found.length} of its webhooks have ${what}: ${found.map(({ name }) => String(name)).join(', ')}`,
                fix,
              },
            ];
      const injector = "see whether cert-manager's cainjector runs, which fills it in";
      return [
        ...finding('webhook-ca-missing', 'no caBundle', blind, injector),
        ...finding('webhook-ca-unusable', 'a caBundle without a certificate that can be read', unusable, injector),
        ...finding(
          'webhook-ca-differs',
          `a caBundle that does not verify the certificate in Secret ${ref?.namespace}/${ref?.name}, so that every change is refused`,
          strange,
          injector,
        ),
        ...narrowed(paper, answers, cluster, object, all),
      ];
    }),
};

const NAMESPACES = { apiVersion: 'v1', kind: 'Namespace' };

function narrowed(
  paper: Paper,
  answers: Answers,
  cluster: string,
  object: KubeObject,
  all: readonly Webhook[],
): DoctorFinding[] {
  const namespaces = projectNamespaces(paper, valueOr(answers.list(cluster, 'v1', 'Namespace'), []));
  return all.flatMap((webhook, index) => {
    const planned = webhooksOf(object).find(({ name }) => name === webhook['name']);
    const found = planned === undefined ? undefined : narrowing(planned, webhook, namespaces);
    if (found === undefined) {
      return [];
    }
    const patch = JSON.stringify([{ op: 'remove', path: `/webhooks/${index}/${found.field}` }]);
    return [
      {
        severity: 'error' as const,
        id: 'webhook-narrowed',
        cluster,
        object: describe(object),
        message: `webhook ${String(webhook['name'])} has a ${found.field} that is not in dist, so that ${found.missed} not asked about`,
        // What dist never had, apply leaves alone; replace would take the caBundle out as well.
        fix: `${kubectl(paper, cluster)} patch ${object.kind.toLowerCase()} ${object.metadata.name} --type=json -p '${patch}'`,
      },
    ];
  });
}

/** The Secret with the certificate of the server, as cert-manager is told which one that is. */
function servingSecret(paper: Paper, cluster: string, { metadata }: KubeObject) {
  const [namespace = '', name = ''] = (metadata.annotations?.['cert-manager.io/inject-ca-from'] ?? '').split('/');
  const certificate = paperObject(paper, cluster, 'Certificate', namespace, name)?.object;
  const secret = valueAt(certificate, ['spec', 'secretName']);
  return typeof secret === 'string' ? [{ apiVersion: 'v1', kind: 'Secret', namespace, name: secret }] : [];
}

/** Whether it verifies the server, as far as that is known. */
function canVerify(bundle: string, serving: KubeObject | undefined): boolean {
  const [authority, shown] = [textIn(serving, 'ca.crt') ?? '', textIn(serving, 'tls.crt') ?? ''];
  return (
    !(hasCertificate(authority) || hasCertificate(shown)) ||
    haveCommonCertificate(bundle, authority) ||
    isVerifiedBy(shown, bundle)
  );
}

/** In PEM; `''` for none. */
function bundleOf(webhook: Webhook): string {
  const bundle = valueAt(webhook, ['clientConfig', 'caBundle']);
  return typeof bundle === 'string' ? Buffer.from(bundle, 'base64').toString() : '';
}

function webhooksOf(object: KubeObject | undefined): readonly Webhook[] {
  const all = object?.['webhooks'];
  return Array.isArray(all) ? all.filter(isMapping) : [];
}

function each(paper: Paper) {
  return paper.fleet.clusters.flatMap(({ name: cluster }) =>
    paperOfKind(paper, cluster, ...KINDS).map(({ object }) => ({ cluster, object })),
  );
}
