import { rootCertificates } from 'node:tls';
import { CA_KEY, TOKEN_KEY } from '../access/credential-files';
import type { KubeObject } from '../core/kube-object';
import type { KubeApi } from '../kube/api';
import { KubeError } from '../kube/error';
import { labelsOf } from './bound-secret';
import { type DeliveredStrategy, endingSecretOf, type Issued, issue } from './issue';
import { refuseOtherPlace } from './other-shard';
import { refuseForeign, secretOf, textIn } from './secret';
import type { Change, RunOptions, Target } from './target';
import { claimsOf, isOneWord } from './token';

/** When a token that is there is replaced. */
export type Replace = 'when-unusable' | 'always' | { readonly olderThanSeconds: number };

/** Sees to it that a shard has a token that works: nothing is changed where it has one already, unless `replace` says so. */
export async function deliverToken(
  target: Target,
  strategy: DeliveredStrategy,
  replace: Replace,
  options: RunOptions,
): Promise<Change[]> {
  const { namespace, cluster } = target.controller;
  const { tokenSecret } = strategy;
  await refuseMissingNamespace(target);
  const previous = await target.away.get({ apiVersion: 'v1', kind: 'Secret', namespace, name: tokenSecret });
  refuseForeign(previous, `cluster '${cluster}'`);
  await refuseOtherPlace(target, previous);
  const object = `Secret ${namespace}/${tokenSecret}`;
  const kept = await reasonToKeep(target, strategy, previous, replace, options);
  if (kept !== undefined) {
    return [{ cluster, object, done: 'unchanged', detail: kept }];
  }
  const issued = await issue(target, strategy, options);
  await proved(target, issued);
  const change = await write(target, tokenSecret, issued, previous, options);
  return [...issued.changes, change];
}

async function write(
  target: Target,
  name: string,
  { token = 'dry-run', expires, detail }: Issued,
  previous: KubeObject | undefined,
  { dryRun }: RunOptions,
): Promise<Change> {
  const { namespace, cluster } = target.controller;
  const texts = { [CA_KEY]: caOf(target.home), [TOKEN_KEY]: token };
  const object = `Secret ${namespace}/${name}`;
  // The lasting one, however often it is asked for.
  if (expires === undefined && Object.entries(texts).every(([key, text]) => textIn(previous, key) === text)) {
    const { shard, controlPlane } = target;
    const another = `'cdk8s-kargo credentials revoke ${shard.name}', apply dist/${controlPlane.cluster}/2-kargo, and deliver that`;
    return {
      cluster,
      object,
      done: 'unchanged',
      detail: `it has the ${detail}, of which there is one; for another run ${another}`,
    };
  }
  const secret = secretOf(name, namespace, labelsOf(target), texts, previous);
  // Both keys in one write, so that there is never a token without its certificate.
  await (previous === undefined ? target.away.create(secret, { dryRun }) : target.away.replace(secret, { dryRun }));
  const done = previous === undefined ? 'created' : 'replaced';
  return { cluster, object, done, detail };
}

/** Certificates of public authorities, where the kubeconfig of whoever runs the command needs no other. */
function caOf({ ca }: KubeApi): string {
  return ca ?? `${rootCertificates.join('\n')}\n`;
}

/** Why a token is kept that is there already; undefined where it is to be replaced. */
async function reasonToKeep(
  target: Target,
  strategy: DeliveredStrategy,
  previous: KubeObject | undefined,
  replace: Replace,
  { now = () => new Date() }: RunOptions,
): Promise<string | undefined> {
  const token = textIn(previous, TOKEN_KEY);
  if (
    token === undefined ||
    !isOneWord(token) ||
    replace === 'always' ||
    textIn(previous, CA_KEY) !== caOf(target.home)
  ) {
    return undefined;
  }
  const { issued, expires, subject, boundSecret } = claimsOf(token);
  const { namespace } = target.controlPlane;
  if (
    subject !== `system:serviceaccount:${namespace}:${target.serviceAccount}` ||
    // One of the shard's former strategy, or one that 'revoke' would not end.
    boundSecret !== endingSecretOf(strategy) ||
    !(await isAccepted(target.home, token))
  ) {
    return undefined;
  }
  const until = expires === undefined ? 'never expires' : `is good until ${expires.toISOString()}`;
  if (replace === 'when-unusable') {
    return `the token there works and ${until}`;
  }
  const age = issued === undefined ? Number.POSITIVE_INFINITY : (now().getTime() - issued.getTime()) / 1000;
  return age < replace.olderThanSeconds ? `the token there is not that old, works, and ${until}` : undefined;
}

/** @throws KubeError where the server does not accept the token that it has just made */
async function proved({ home, controlPlane }: Target, { token }: Issued): Promise<void> {
  if (token !== undefined && !(await isAccepted(home, token))) {
    throw new KubeError(
      'unauthorized',
      `cluster '${controlPlane.cluster}' (${home.server}) does not accept the token that it made`,
      'see whether something in front of it has users of its own, or several API servers answer that do not share their keys',
    );
  }
}

/** Whether the server knows whom a token is of. */
export async function isAccepted(home: KubeApi, token: string): Promise<boolean> {
  try {
    await home.as({ token }).may({ verb: 'get', group: 'kargo.akuity.io', resource: 'stages' });
    return true;
  } catch (error) {
    if (error instanceof KubeError && error.kind === 'unauthorized') {
      return false;
    }
    throw error;
  }
}

/** @throws KubeError where nothing of the shard has been applied yet */
export async function refuseMissingNamespace({ away, controller: { namespace, cluster } }: Target): Promise<void> {
  if ((await away.get({ apiVersion: 'v1', kind: 'Namespace', name: namespace })) === undefined) {
    throw new KubeError(
      'missing',
      `Namespace '${namespace}' is not in cluster '${cluster}' (${away.server})`,
      `apply dist/${cluster}/2-kargo`,
    );
  }
}
