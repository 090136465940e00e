import { durationSeconds } from '../core/duration';
import type { CredentialsDescription } from '../description/fleet-description';
import { KubeError } from '../kube/error';
import { ensureBoundSecret } from './bound-secret';
import { textIn } from './secret';
import type { Change, RunOptions, Target } from './target';

/** A token for a shard's controller, and what was made for it. */
export interface Issued {
  /** @default - a dry run makes none */
  readonly token?: string;
  /** When it ends. @default - never */
  readonly expires?: Date;
  /** What is to be known of the token, on one line. */
  readonly detail: string;
  readonly changes: readonly Change[];
}

/** What of a strategy says where tokens come from. */
export type TokenStrategy = Extract<CredentialsDescription, { readonly tokenSecret: string }>;

/** A strategy whose tokens the commands deliver themselves. */
export type DeliveredStrategy = Exclude<TokenStrategy, { readonly strategy: 'externalSecrets' }>;

/** Name of the Secret in the control plane's namespace whose deletion ends the tokens of a shard. */
export function endingSecretOf(strategy: TokenStrategy): string {
  return strategy.strategy === 'delivered' ? strategy.boundSecret : strategy.lastingSecret;
}

/** A new token by TokenRequest, or the lasting one. */
export function issue(target: Target, strategy: DeliveredStrategy, options: RunOptions): Promise<Issued> {
  return strategy.strategy === 'delivered'
    ? issueBounded(target, strategy, options)
    : issueLasting(target, strategy.lastingSecret);
}

async function issueBounded(
  target: Target,
  { boundSecret, tokenLifetime }: Extract<TokenStrategy, { readonly strategy: 'delivered' }>,
  options: RunOptions,
): Promise<Issued> {
  await refuseMissingIdentity(target);
  const { secret, change } = await ensureBoundSecret(target, boundSecret, options);
  if (options.dryRun) {
    return { detail: `a token for ${tokenLifetime}`, changes: [change] };
  }
  const seconds = durationSeconds(tokenLifetime) ?? 0;
  const { token, expires } = await target.home.issueToken({
    serviceAccount: target.serviceAccount,
    namespace: target.controlPlane.namespace,
    seconds,
    boundTo: { name: boundSecret, uid: String(secret.metadata['uid']) },
  });
  const now = (options.now?.() ?? new Date()).getTime();
  const given = Math.round((expires.getTime() - now) / 1000);
  // A minute is for clocks that do not agree.
  const shortened =
    given < seconds - 60 ? `, shorter than the ${tokenLifetime} that was asked for: the server allows no more` : '';
  return { token, expires, detail: `token until ${expires.toISOString()}${shortened}`, changes: [change] };
}

async function issueLasting(target: Target, name: string): Promise<Issued> {
  return { token: await lastingToken(target, name), detail: 'token that never expires', changes: [] };
}

/** The token that Kubernetes has filled a Secret of the control plane's namespace with. @throws KubeError where it has not */
export async function lastingToken(target: Target, name: string): Promise<string> {
  await refuseMissingIdentity(target);
  const { namespace, cluster } = target.controlPlane;
  const secret = await target.home.get({ apiVersion: 'v1', kind: 'Secret', namespace, name });
  const token = textIn(secret, 'token');
  if (token === undefined) {
    throw new KubeError(
      'missing',
      secret === undefined
        ? `Secret ${namespace}/${name} with the lasting token is not in cluster '${cluster}'`
        : `Secret ${namespace}/${name} in cluster '${cluster}' has no token yet`,
      secret === undefined
        ? `apply dist/${cluster}/2-kargo`
        : 'wait a moment: Kubernetes fills it; or see whether kube-controller-manager runs',
    );
  }
  return token;
}

async function refuseMissingIdentity({ home, serviceAccount, controlPlane }: Target): Promise<void> {
  const { namespace, cluster } = controlPlane;
  if ((await home.get({ apiVersion: 'v1', kind: 'ServiceAccount', namespace, name: serviceAccount })) === undefined) {
    throw new KubeError(
      'missing',
      `ServiceAccount ${namespace}/${serviceAccount} is not in cluster '${cluster}' (${home.server})`,
      `apply dist/${cluster}/2-kargo`,
    );
  }
}
