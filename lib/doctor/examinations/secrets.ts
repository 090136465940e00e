import type { KubeObject } from '../../core/kube-object';
import { isMapping, valueAt } from '../../core/values';
import { valueOr } from '../answers';
import { credentialSecretNames } from '../credential-secrets';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { type NeededSecret, neededSecrets } from '../needed-secrets';
import { command, kubectl, type Paper, type PaperObject, paperOfKind } from '../paper';
import { refOf } from '../question';

/**
 * `secret-missing`, `secret-key-missing`: Secrets that pods wait for and that are in no manifest. `certificate-not-ready`,
 * `certificate-ended`: those of cert-manager, which makes some of them.
 */
export const secrets: Examination = {
  asks: (paper) => [
    ...eachNeeded(paper).map(({ cluster, secret }) => ({ cluster, object: refOfSecret(secret) })),
    ...eachCertificate(paper).map(({ cluster, object }) => ({ cluster, object: refOf(object) })),
  ],
  examine: (paper, answers) => {
    const certificates = eachCertificate(paper).map((each) => ({
      ...each,
      got: valueOr(answers.object(each.cluster, refOf(each.object)), undefined),
    }));
    return [
      ...eachNeeded(paper).flatMap((needed) => {
        const answer = answers.object(needed.cluster, refOfSecret(needed.secret));
        return 'because' in answer ? [] : examined(paper, needed, answer.value, certificates);
      }),
      ...certificates.flatMap((certificate) => certificateFindings(paper, certificate)),
    ];
  },
};

interface Needed {
  readonly cluster: string;
  readonly secret: NeededSecret;
}

interface Certificate extends PaperObject {
  readonly cluster: string;
  /** What is in the cluster. */
  readonly got: KubeObject | undefined;
}

function eachNeeded(paper: Paper): Needed[] {
  return paper.fleet.clusters.flatMap(({ name: cluster }) => {
    const own = credentialSecretNames(paper, cluster);
    const written = new Set(
      paperOfKind(paper, cluster, 'Secret').map(({ object: { metadata } }) => `${metadata.namespace}/${metadata.name}`),
    );
    const needed = paperOfKind(paper, cluster, 'Deployment').flatMap(({ object }) => neededSecrets(object));
    return needed
      .filter(({ namespace, name }) => !own.has(`${namespace}/${name}`) && !written.has(`${namespace}/${name}`))
      .map((secret) => ({ cluster, secret }));
  });
}

function eachCertificate(paper: Paper): (PaperObject & { readonly cluster: string })[] {
  return paper.fleet.clusters.flatMap(({ name: cluster }) =>
    paperOfKind(paper, cluster, 'Certificate').map((each) => ({ ...each, cluster })),
  );
}

function refOfSecret({ namespace, name }: NeededSecret) {
  return { apiVersion: 'v1', kind: 'Secret', namespace, name };
}

function examined(
  paper: Paper,
  { cluster, secret: { namespace, name, keys, user } }: Needed,
  got: KubeObject | undefined,
  certificates: readonly Certificate[],
): DoctorFinding[] {
  const certificate = certificates.find(
    ({ object, ...each }) =>
      each.cluster === cluster &&
      object.metadata.namespace === namespace &&
      valueAt(object, ['spec', 'secretName']) === name,
  );
  const base = { severity: 'error' as const, cluster, object: `Secret ${namespace}/${name}` };
  const fix =
    certificate === undefined
      ? `make it in namespace ${namespace} of cluster '${cluster}': it is in no manifest (the admin account's: '${command(paper, 'admin-credentials')}')`
      : `see ${kubectl(paper, cluster, namespace)} describe certificate ${certificate.object.metadata.name}, and whether cert-manager runs`;
  if (got === undefined) {
    const message = `it is not there, and ${user} waits for it`;
    return [{ ...base, id: 'secret-missing', message, fix }];
  }
  const data = isMapping(got['data']) ? got['data'] : {};
  const lacking = keys.filter((key) => typeof data[key] !== 'string' || data[key] === '');
  return lacking.length === 0
    ? []
    : [
        {
          ...base,
          id: 'secret-key-missing',
          message: `it has nothing under ${lacking.map((key) => `'${key}'`).join(', ')}, which ${user} wants; it has ${Object.keys(data).join(', ') || 'no key'}`,
          fix,
        },
      ];
}

function certificateFindings(paper: Paper, { cluster, object, got }: Certificate): DoctorFinding[] {
  const { namespace, name } = object.metadata;
  const base = {
    cluster,
    object: `Certificate ${namespace}/${name}`,
    fix: `see ${kubectl(paper, cluster, namespace)} describe certificate ${name}, and whether cert-manager runs`,
  };
  const until = new Date(String(valueAt(got, ['status', 'notAfter'])));
  if (until.getTime() <= paper.now.getTime()) {
    const message = `the certificate ended at ${until.toISOString()}`;
    return [{ ...base, severity: 'error', id: 'certificate-ended', message }];
  }
  const conditions = valueAt(got, ['status', 'conditions']);
  const ready = (Array.isArray(conditions) ? conditions : []).find((each) => valueAt(each, ['type']) === 'Ready');
  return valueAt(ready, ['status']) === 'False'
    ? [
        {
          ...base,
          severity: 'error',
          id: 'certificate-not-ready',
          message: `cert-manager has not made it: ${String(valueAt(ready, ['message']) ?? 'it does not say why')}`,
        },
      ]
    : [];
}
