import type { KubeObject } from '../../core/kube-object';
import { isMapping, valueAt } from '../../core/values';
import { isOurs, managersOf, textIn } from '../../credentials/secret';
import { valueOr } from '../answers';
import { credentialSecretNames } from '../credential-secrets';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { HASH_KEY, type NeededSecret, neededSecrets } from '../needed-secrets';
import { command, kubectl, type Paper, type PaperObject, paperOfKind } from '../paper';
import { refOf } from '../question';

/**
 * `secret-missing`, `secret-key-missing`, `admin-hash-unusable`: Secrets that pods wait for and that are in no manifest. `certificate-not-ready`,
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
  const fix = isAdmins(paper, cluster, namespace, name)
    ? adminFix(paper, cluster, got)
    : certificate === undefined
      ? `${got === undefined ? 'make it' : 'add what is missing'} in namespace ${namespace} of cluster '${cluster}': it is in no manifest${got === undefined ? '' : `, and is managed by ${managersOf(got)}`}`
      : `see ${kubectl(paper, cluster, namespace)} describe certificate ${certificate.object.metadata.name}, and whether cert-manager runs`;
  if (got === undefined) {
    const message = `it is not there, and ${user} waits for it`;
    return [{ ...base, id: 'secret-missing', message, fix }];
  }
  const data = isMapping(got['data']) ? got['data'] : {};
  const lacking = keys.filter((key) => typeof data[key] !== 'string' || data[key] === '');
  return lacking.length === 0
    ? hashFindings(base, got, keys, fix)
    : [
        {
          ...base,
          id: 'secret-key-missing',
          message: `it has nothing under ${lacking.map((key) => `'${key}'`).join(', ')}, which ${user} wants; it has ${Object.keys(data).join(', ') || 'no key'}`,
          fix,
        },
      ];
}

/** What Kargo's API server compares passwords with; with anything else nobody can log in (Kargo 1.11). */
const BCRYPT = /^\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}$/;

/** `admin-hash-unusable`: the admin account has something that is no hash, often the password itself. */
function hashFindings(
  base: Pick<DoctorFinding, 'severity' | 'cluster' | 'object'>,
  got: KubeObject,
  keys: readonly string[],
  fix: string,
): DoctorFinding[] {
  return keys.includes(HASH_KEY) && !BCRYPT.test(textIn(got, HASH_KEY) ?? '')
    ? [
        {
          ...base,
          id: 'admin-hash-unusable',
          message: `what is under '${HASH_KEY}' is no bcrypt hash, so that nobody can log in with the password`,
          fix,
        },
      ]
    : [];
}

function isAdmins({ fleet: { controlPlane } }: Paper, cluster: string, namespace: string, name: string): boolean {
  return controlPlane?.adminSecret === name && controlPlane.cluster === cluster && controlPlane.namespace === namespace;
}

/** The command replaces only what it made. */
function adminFix(paper: Paper, cluster: string, got: KubeObject | undefined): string {
  if (got === undefined) {
    return command(paper, 'admin-credentials');
  }
  const { namespace, name } = got.metadata;
  return isOurs(got)
    ? command(paper, 'admin-credentials --rotate --restart')
    : `${kubectl(paper, cluster, namespace)} delete secret ${name} && ${command(paper, 'admin-credentials --restart')} # or mend it where it is made: it is managed by ${managersOf(got)}`;
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
