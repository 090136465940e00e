import { setTimeout as sleep } from 'node:timers/promises';
import { TOKEN_KEY } from '../access/credential-files';
import { KubeError } from '../kube/error';
import { existingBoundSecret } from './bound-secret';
import { isAccepted } from './delivered';
import { endingSecretOf, type TokenStrategy } from './issue';
import { textIn } from './secret';
import type { Change, RunOptions, Target } from './target';
import { claimsOf } from './token';

const WAIT_SECONDS = 60;
const EVERY_MS = 500;
/** So many refusals in a row, since what another token was found good for just now is remembered a little longer. */
const REFUSALS = 3;
/** The shortest token that a server makes (Kubernetes TokenRequest). */
const PROBE_SECONDS = 600;

/**
 * Deletes what a shard's tokens are bound to, and waits until the server refuses them. With a lasting token its ServiceAccount
 * goes too: such a token has neither a time nor a number in it, so that with a Secret of the same name, as GitOps makes it
 * again at once, the very token would be good again (kube-controller-manager 1.35).
 */
export async function revokeToken(target: Target, strategy: TokenStrategy, options: RunOptions): Promise<Change[]> {
  const changes = [await endTokens(target, strategy, options)];
  return 'lastingSecret' in strategy ? [...changes, await deleteIdentity(target, strategy, options)] : changes;
}

async function deleteIdentity(
  { home, serviceAccount, controlPlane }: Target,
  { strategy }: TokenStrategy,
  options: RunOptions,
): Promise<Change> {
  const { namespace, cluster } = controlPlane;
  const deleted = await home.delete(
    { apiVersion: 'v1', kind: 'ServiceAccount', namespace, name: serviceAccount },
    options,
  );
  const object = `ServiceAccount ${namespace}/${serviceAccount}`;
  const soon =
    strategy === 'externalSecrets' ? ' soon, before External Secrets Operator deletes the entry of the store' : '';
  const detail = `the same token cannot be made again; for another one apply dist/${cluster}/2-kargo${soon}`;
  return { cluster, object, done: deleted ? 'deleted' : 'unchanged', detail };
}

async function endTokens(target: Target, strategy: TokenStrategy, options: RunOptions): Promise<Change> {
  const { namespace, cluster } = target.controlPlane;
  const name = endingSecretOf(strategy);
  const object = `Secret ${namespace}/${name}`;
  const secret =
    strategy.strategy === 'delivered'
      ? await existingBoundSecret(target, name)
      : await target.home.get({ apiVersion: 'v1', kind: 'Secret', namespace, name });
  if (secret === undefined) {
    // A revoke that was stopped has deleted it, and may not have waited.
    const left = options.dryRun ? undefined : await leftToken(target, strategy);
    const waited = left === undefined ? '' : `; ${await refusal(target, left)}`;
    return { cluster, object, done: 'unchanged', detail: `not there, so no token is bound to it${waited}` };
  }
  const uid = String(secret.metadata['uid']);
  const probe = options.dryRun
    ? undefined
    : 'lastingSecret' in strategy
      ? textIn(secret, 'token')
      : await probeOf(target, name, uid);
  if (probe !== undefined) {
    await isAccepted(target.home, probe);
  }
  await target.home.delete({ apiVersion: 'v1', kind: 'Secret', namespace, name }, options);
  return { cluster, object, done: 'deleted', ...(probe !== undefined && { detail: await refusal(target, probe) }) };
}

/** The token in the shard's cluster, if that can be asked and it is one that this would end. */
async function leftToken({ away, controller }: Target, strategy: TokenStrategy): Promise<string | undefined> {
  const { namespace } = controller;
  const ref = { apiVersion: 'v1', kind: 'Secret', namespace, name: strategy.tokenSecret };
  const secret = await away.get(ref).catch(() => undefined);
  // Controllers read the file without the white space around it (client-go 0.34).
  const token = textIn(secret, TOKEN_KEY)?.trim();
  return token !== undefined && claimsOf(token).boundSecret === endingSecretOf(strategy) ? token : undefined;
}

/** Waits until a token is refused, and says so. */
async function refusal(target: Target, token: string): Promise<string> {
  const waited = await refusedAfter(target, token);
  return `tokens are refused, ${Math.ceil(waited / 1000)} s after`;
}

/**
 * A token that ends with all others of the shard, whatever cluster holds them and whether it can be reached. It is used
 * once: API servers remember for ten seconds that a token was good (kube-apiserver 1.35), and so others may be
 * remembered too.
 * @returns undefined where there is no such identity any more
 */
async function probeOf(target: Target, name: string, uid: string): Promise<string | undefined> {
  const { home, serviceAccount, controlPlane } = target;
  const { namespace } = controlPlane;
  try {
    const boundTo = { name, uid };
    return (await home.issueToken({ serviceAccount, namespace, seconds: PROBE_SECONDS, boundTo })).token;
  } catch (error) {
    // Without the ServiceAccount none of its tokens is good any more.
    if (error instanceof KubeError && error.kind === 'missing') {
      return undefined;
    }
    throw error;
  }
}

/** @returns milliseconds until the server answered 401 */
async function refusedAfter({ home, controlPlane }: Target, token: string): Promise<number> {
  const start = Date.now();
  for (let refusals = 0; refusals < REFUSALS; ) {
    refusals = (await isAccepted(home, token)) ? 0 : refusals + 1;
    if (Date.now() - start > WAIT_SECONDS * 1000) {
      throw new KubeError(
        'refused',
        `cluster '${controlPlane.cluster}' (${home.server}) still accepts the tokens after ${WAIT_SECONDS} s`,
        'see whether something in front of it remembers them, and run the command again',
      );
    }
    await sleep(EVERY_MS);
  }
  return Date.now() - start;
}
