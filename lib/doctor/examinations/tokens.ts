import { join } from 'node:path';
import { CA_KEY, TOKEN_KEY } from '../../access/credential-files';
import type { KubeObject } from '../../core/kube-object';
import { isMapping, valueAt } from '../../core/values';
import { endingSecretOf, type TokenStrategy } from '../../credentials/issue';
import { textIn } from '../../credentials/secret';
import { claimsOf } from '../../credentials/token';
import { type Answers, isAbsent, valueOr } from '../answers';
import { operatorFix } from '../carriers';
import { hasCertificate, haveCommonCertificate } from '../certificate';
import { type Login, logins } from '../credential-secrets';
import type { Examination } from '../examination';
import type { DoctorFinding } from '../finding';
import { command, kubectl, type Paper } from '../paper';

/**
 * `token-missing`, `token-key-missing`, `token-of-another`, `token-ended`, `token-refused`, `token-ending`, `ca-unusable`,
 * `ca-differs`: the token with which a shard's controller logs in, and the certificate by which it knows the control plane.
 */
export const tokens: Examination = {
  asks: (paper) =>
    tokenLogins(paper).flatMap((login) => [
      { cluster: login.controller.cluster, object: secretRef(login) },
      ...endingRef(paper, login),
      ...clusterCaRef(paper),
    ]),
  examine: (paper, answers) =>
    tokenLogins(paper).flatMap((login) => {
      const answer = answers.object(login.controller.cluster, secretRef(login));
      return 'because' in answer ? [] : examined(paper, answers, login, answer.value);
    }),
};

/** The tokens of all shards, as far as they are known and say that they are for the control plane: no other is shown to it. */
export function tokensIn(paper: Paper, answers: Answers): string[] {
  return tokenLogins(paper).flatMap((login) => {
    const secret = valueOr(answers.object(login.controller.cluster, secretRef(login)), undefined);
    const token = textIn(secret, TOKEN_KEY);
    return token !== undefined && claimsOf(token).subject === subjectOf(paper, login) ? [token] : [];
  });
}

interface TokenLogin extends Login {
  readonly strategy: TokenStrategy;
}

function tokenLogins(paper: Paper): TokenLogin[] {
  return logins(paper).flatMap((login) => {
    const { credentials } = login.controller;
    return credentials !== undefined && 'tokenSecret' in credentials ? [{ ...login, strategy: credentials }] : [];
  });
}

function subjectOf({ fleet }: Paper, { shard }: TokenLogin): string {
  return `system:serviceaccount:${fleet.controlPlane?.namespace}:${shard.serviceAccount}`;
}

function secretRef({ controller: { namespace }, strategy }: TokenLogin) {
  return { apiVersion: 'v1', kind: 'Secret', namespace, name: strategy.tokenSecret };
}

/** The Secret in the control plane's cluster whose deletion ends the token. */
function endingRef({ fleet: { controlPlane } }: Paper, { strategy }: TokenLogin) {
  return controlPlane === undefined
    ? []
    : [
        {
          cluster: controlPlane.cluster,
          object: {
            apiVersion: 'v1',
            kind: 'Secret',
            namespace: controlPlane.namespace,
            name: endingSecretOf(strategy),
          },
        },
      ];
}

function examined(paper: Paper, answers: Answers, login: TokenLogin, secret: KubeObject | undefined): DoctorFinding[] {
  const { shard, controller, strategy } = login;
  const { cluster, namespace } = controller;
  const finding = (
    severity: DoctorFinding['severity'],
    id: DoctorFinding['id'],
    message: string,
    fix = deliveryOf(paper, login),
  ) => ({
    severity,
    id,
    cluster,
    object: `Secret ${namespace}/${strategy.tokenSecret}`,
    message,
    fix,
  });
  if (secret === undefined) {
    const message = `it is not there, and the controller of shard '${shard.name}' waits for it`;
    return [finding('error', 'token-missing', message)];
  }
  const token = textIn(secret, TOKEN_KEY);
  const ca = textIn(secret, CA_KEY);
  if (token === undefined || ca === undefined) {
    const keys = isMapping(secret['data']) ? Object.keys(secret['data']).join(', ') : '';
    const lacking = token === undefined ? TOKEN_KEY : CA_KEY;
    const message = `it has nothing under '${lacking}', which is where the controller looks; it has ${keys || 'no key'}`;
    return [finding('error', 'token-key-missing', message)];
  }
  if (!hasCertificate(ca)) {
    const message = `'${CA_KEY}' has no certificate that can be read, so that the controller trusts no control plane`;
    return [finding('error', 'ca-unusable', message)];
  }
  const wrong = unusable(paper, answers, login, token);
  if (wrong !== undefined) {
    return [finding('error', wrong.id, wrong.message, wrong.fix)];
  }
  return [
    ...endingSoon(paper.now, token).map((message) =>
      finding('warning', 'token-ending', message, command(paper, `credentials renew ${shard.name}`)),
    ),
    ...strangeCa(paper, answers, login, ca).map(([severity, message]) =>
      finding(severity, 'ca-differs', message, caFix(paper, login)),
    ),
  ];
}

/** What brings a token that is good. */
function deliveryOf(paper: Paper, { strategy, ...login }: TokenLogin): string {
  return strategy.strategy === 'externalSecrets'
    ? operatorFix(paper, { ...login, strategy })
    : command(paper, `credentials deliver ${login.shard.name}`);
}

/** External Secrets Operator brings the certificate of the cluster's own authority, whatever `server` shows. */
function caFix(paper: Paper, login: TokenLogin): string {
  return login.strategy.strategy === 'externalSecrets'
    ? "give the control plane a 'server' that shows a certificate of its cluster's own authority, or the shard other credentials"
    : deliveryOf(paper, login);
}

/** Why the control plane takes a token for nobody, or for somebody else. */
function unusable(
  paper: Paper,
  answers: Answers,
  login: TokenLogin,
  token: string,
): (Pick<DoctorFinding, 'id' | 'message'> & { readonly fix?: string | undefined }) | undefined {
  const { now } = paper;
  const { subject, expires } = claimsOf(token);
  if (expires !== undefined && expires.getTime() <= now.getTime()) {
    return { id: 'token-ended', message: `the token ended at ${expires.toISOString()}` };
  }
  const expected = subjectOf(paper, login);
  if (subject !== expected) {
    const whose = subject === undefined ? 'it is no token of a ServiceAccount' : `the token is that of '${subject}'`;
    return { id: 'token-of-another', message: `${whose}, expected that of '${expected}'` };
  }
  if (valueOr(answers.token(token), 'accepted') === 'accepted') {
    return undefined;
  }
  const [ending] = endingRef(paper, login);
  const gone = ending !== undefined && isAbsent(answers.object(ending.cluster, ending.object));
  const why = gone
    ? `Secret ${ending.object.namespace}/${ending.object.name} is gone, to which it was bound`
    : 'it was revoked, or is of another cluster';
  const fix =
    gone && login.strategy.strategy === 'externalSecrets'
      ? `${kubectl(paper, ending.cluster)} apply -f ${join(paper.dist, ending.cluster, '2-kargo')}, and wait for External Secrets Operator`
      : undefined;
  return { id: 'token-refused', message: `the control plane refuses the token: ${why}`, fix };
}

const DAY_MS = 24 * 3600 * 1000;
/** The part of its lifetime that a token should have left: renewal has been missed by then. */
const LEFT = 0.2;

function endingSoon(now: Date, token: string): string[] {
  const { issued, expires } = claimsOf(token);
  if (issued === undefined || expires === undefined) {
    return [];
  }
  const lifetime = expires.getTime() - issued.getTime();
  const left = expires.getTime() - now.getTime();
  // A token for a day or two is always close to its end.
  const limit = lifetime > 2 * DAY_MS ? Math.max(DAY_MS, LEFT * lifetime) : LEFT * lifetime;
  return left < limit ? [`the token ends at ${expires.toISOString()}, in ${inWords(left)}`] : [];
}

function inWords(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

/** What is wrong with the certificates by which a shard knows the control plane, and how much that matters. */
function strangeCa(
  paper: Paper,
  answers: Answers,
  { strategy }: TokenLogin,
  ca: string,
): [DoctorFinding['severity'], string][] {
  const { controlPlane } = paper.fleet;
  const reached = controlPlane === undefined ? undefined : answers.reachedBy(controlPlane.cluster);
  const known = reached !== undefined && 'server' in reached ? reached : undefined;
  if (known?.ca === undefined || haveCommonCertificate(known.ca, ca)) {
    return [];
  }
  const [root] = clusterCaRef(paper);
  const map = root === undefined ? undefined : valueOr(answers.object(root.cluster, root.object), undefined);
  const own = valueAt(map, ['data', CA_KEY]);
  if (typeof own !== 'string' || !haveCommonCertificate(own, ca)) {
    const message = `'${CA_KEY}' has no certificate of the control plane, neither that by which this machine knows it nor that of its cluster, so that the controller cannot connect`;
    return [['error', message]];
  }
  // Another address of the same server may show another certificate; where this program delivers, it delivers that.
  const isElsewhere = strategy.strategy === 'externalSecrets' && known.server !== controlPlane?.server;
  return isElsewhere
    ? []
    : [['warning', `'${CA_KEY}' is not the certificate by which this machine knows the control plane`]];
}

/** The certificates of its cluster, which Kubernetes puts into every namespace. */
function clusterCaRef({ fleet: { controlPlane } }: Paper) {
  return controlPlane === undefined
    ? []
    : [
        {
          cluster: controlPlane.cluster,
          object: { apiVersion: 'v1', kind: 'ConfigMap', namespace: controlPlane.namespace, name: 'kube-root-ca.crt' },
        },
      ];
}
