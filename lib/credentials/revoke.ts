import { TOKEN_KEY } from '../access/credential-files';
import { KubeError } from '../kube/error';
import { isAccepted } from './delivered';
import type { TokenStrategy } from './issue';
import { refusedAfter } from './refused';
import { textIn } from './secret';
import type { Change, RunOptions, Target } from './target';
import { claimsOf } from './token';
import { type TokenSecret, tokenSecretsOf } from './token-secrets';

/** The shortest token that a server makes (Kubernetes TokenRequest). */
const PROBE_SECONDS = 600;

/**
 * Ends all tokens of a shard's identity, whatever strategy they are of, and waits until the server refuses them; gives what
 * it does while it does it, so that it is known where it fails half-way.
 *
 * The ServiceAccount goes first: no token outlives it, not even one that is bound to nothing, since the next one of that
 * name is another one to the server. A token that never ends has neither a time nor a number in it, so that as long as the
 * ServiceAccount is the same, a Secret of the same name has the very same token again, and GitOps that heals makes such a
 * Secret at once (kube-controller-manager 1.35). The Secrets go after it, since with finalizers a ServiceAccount stays for
 * a while, and its tokens with it.
 */
export async function* revokeToken(
  target: Target,
  strategy: TokenStrategy,
  options: RunOptions,
): AsyncGenerator<Change, void, undefined> {
  const secrets = await tokenSecretsOf(target);
  const probe = options.dryRun ? undefined : await probeOf(target, strategy, secrets);
  const identity = await orTrouble(deleteIdentity(target, strategy, options));
  if (!(identity instanceof KubeError)) {
    yield identity;
  }
  // Without the right to the one, the other still ends most of the tokens.
  let trouble = identity instanceof KubeError ? identityLeft(target, identity) : undefined;
  for (const secret of secrets) {
    const change = await orTrouble(deleteSecret(target, secret, options));
    if (change instanceof KubeError) {
      trouble ??= change;
    } else {
      yield change;
    }
  }
  if (probe !== undefined && !(identity instanceof KubeError)) {
    yield await refusal(target, probe);
  }
  if (trouble !== undefined) {
    throw trouble;
  }
}

async function orTrouble(changing: Promise<Change>): Promise<Change | KubeError> {
  try {
    return await changing;
  } catch (error) {
    if (!(error instanceof KubeError)) {
      throw error;
    }
    return error;
  }
}

function identityRef({ serviceAccount, controlPlane: { namespace } }: Target) {
  return { apiVersion: 'v1', kind: 'ServiceAccount', namespace, name: serviceAccount };
}

async function deleteIdentity(target: Target, { strategy }: TokenStrategy, options: RunOptions): Promise<Change> {
  const { home, shard, controlPlane, serviceAccount } = target;
  const { namespace, cluster } = controlPlane;
  const object = `ServiceAccount ${namespace}/${serviceAccount}`;
  if (!(await home.delete(identityRef(target), options))) {
    return { cluster, object, done: 'unchanged', detail: 'not there, so none of its tokens is good' };
  }
  const finalizers = options.dryRun ? [] : await finalizersOf(target);
  const waits =
    finalizers.length === 0 ? '' : `; it stays until somebody takes out its finalizers (${finalizers.join(', ')})`;
  const next =
    strategy === 'externalSecrets'
      ? 'soon, before External Secrets Operator deletes the entry of the store'
      : `and run 'cdk8s-kargo credentials deliver ${shard.name}'`;
  const detail = `every token of it ends${waits}; for another token apply dist/${cluster}/2-kargo ${next}`;
  return { cluster, object, done: 'deleted', detail };
}

/** What a ServiceAccount waits for that was deleted; none where it is gone, or made anew already. */
async function finalizersOf(target: Target): Promise<unknown[]> {
  const left = await target.home.get(identityRef(target));
  const finalizers = left?.metadata.finalizers;
  return left?.metadata['deletionTimestamp'] !== undefined && Array.isArray(finalizers) ? finalizers : [];
}

/** What is to be known where the ServiceAccount could not be deleted. */
function identityLeft({ controlPlane, serviceAccount }: Target, { kind, message, fix }: KubeError): KubeError {
  const left = `ServiceAccount ${controlPlane.namespace}/${serviceAccount} is still there, and with it each token that is bound to no Secret, or whose Secret is made again`;
  return new KubeError(kind, `${message}; ${left}`, `${fix}, and run the command again`);
}

async function deleteSecret({ home, controlPlane }: Target, secret: TokenSecret, options: RunOptions): Promise<Change> {
  const { ref, foreign } = secret;
  const { cluster } = controlPlane;
  const object = `Secret ${ref.namespace}/${ref.name}`;
  if (foreign !== undefined) {
    return { cluster, object, done: 'unchanged', detail: `it is managed by ${foreign}` };
  }
  // Kubernetes may have been faster, as it deletes what holds tokens of a ServiceAccount that is gone.
  await home.delete(ref, options);
  return { cluster, object, done: 'deleted' };
}

/** Waits until a token is refused, and says so. */
async function refusal(target: Target, token: string): Promise<Change> {
  const { cluster, namespace } = target.controlPlane;
  const object = `All tokens of ServiceAccount ${namespace}/${target.serviceAccount}`;
  const waited = await refusedAfter(target, token);
  return { cluster, object, done: 'ended', detail: `they are refused, ${Math.ceil(waited / 1000)} s after` };
}

/**
 * A token that ends with all others of the shard. The server is asked with it before that: API servers remember for ten
 * seconds that a token was good (kube-apiserver 1.35), and so others may be remembered too.
 * @returns undefined where none is known
 */
async function probeOf(
  target: Target,
  strategy: TokenStrategy,
  secrets: readonly TokenSecret[],
): Promise<string | undefined> {
  const lasting = secrets.map(({ token }) => token).find((token) => token !== undefined);
  if (lasting !== undefined && (await isAccepted(target.home, lasting))) {
    return lasting;
  }
  const made = strategy.strategy === 'delivered' ? await madeToken(target, secrets) : undefined;
  const probe = made ?? (await leftToken(target, strategy));
  if (probe !== undefined) {
    await isAccepted(target.home, probe);
  }
  return probe;
}

/** One that is made for it, so that the cluster of the shard need not be reached; undefined where there is no identity. */
async function madeToken(
  { home, serviceAccount, controlPlane: { namespace } }: Target,
  secrets: readonly TokenSecret[],
): Promise<string | undefined> {
  const binding = secrets.find(({ foreign }) => foreign === undefined);
  const request = { serviceAccount, namespace, seconds: PROBE_SECONDS };
  try {
    const { token } = await home.issueToken({
      ...request,
      ...(binding !== undefined && { boundTo: { name: binding.ref.name, uid: binding.uid } }),
    });
    return token;
  } catch (error) {
    if (error instanceof KubeError && error.kind === 'missing') {
      return undefined;
    }
    throw error;
  }
}

/** The token in the shard's cluster, if that can be asked: a revoke that was stopped may not have waited for its end. */
async function leftToken({ away, controller, controlPlane, serviceAccount }: Target, { tokenSecret }: TokenStrategy) {
  const { namespace } = controller;
  const ref = { apiVersion: 'v1', kind: 'Secret', namespace, name: tokenSecret };
  const secret = await away.get(ref).catch(() => undefined);
  // Controllers read the file without the white space around it (client-go 0.34).
  const token = textIn(secret, TOKEN_KEY)?.trim();
  const subject = `system:serviceaccount:${controlPlane.namespace}:${serviceAccount}`;
  return token !== undefined && claimsOf(token).subject === subject ? token : undefined;
}
