import { isMapping, valueAt } from '../core/values';

/** What a ServiceAccount's token says of itself. */
export interface TokenClaims {
  /** For example `system:serviceaccount:kargo:kargo-controller-dev-shard`. @default - it does not say */
  readonly subject?: string;
  /** @default - it does not say */
  readonly issued?: Date;
  /** @default - never */
  readonly expires?: Date;
  /** Name of the Secret whose deletion ends it. @default - none */
  readonly boundSecret?: string;
}

/** Whether a text can be a token in a header: with white space or control characters in it, it cannot. */
export function isOneWord(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}

/** What is in a token, without a look at its signature: that is for the server to judge. Nothing where it is no JWT. */
export function claimsOf(token: string): TokenClaims {
  const [, payload = ''] = token.split('.');
  const claims = parsed(payload);
  const { sub, iat, exp } = isMapping(claims) ? claims : ({} as { readonly [claim: string]: unknown });
  const [issued, expires] = [timeOf(iat), timeOf(exp)];
  const boundSecret = boundSecretOf(claims);
  return {
    ...(typeof sub === 'string' && { subject: sub }),
    ...(issued !== undefined && { issued }),
    ...(expires !== undefined && { expires }),
    ...(boundSecret !== undefined && { boundSecret }),
  };
}

/** Kubernetes says it in one way in a token that ends, and in another in one that does not (kube-apiserver 1.35). */
function boundSecretOf(claims: unknown): string | undefined {
  const name =
    valueAt(claims, ['kubernetes.io', 'secret', 'name']) ??
    valueAt(claims, ['kubernetes.io/serviceaccount/secret.name']);
  return typeof name === 'string' ? name : undefined;
}

/** A time of whole seconds since 1970; undefined for one that is none. */
function timeOf(seconds: unknown): Date | undefined {
  const time = new Date(typeof seconds === 'number' ? seconds * 1000 : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
