import { lastingTokenName, tokenBindingName } from '../access/identity';
import type { KubeObject } from '../core/kube-object';
import type { ObjectRef } from '../kube/api';
import { isOurs, managersOf, textIn } from './secret';
import type { Target } from './target';

/** The type of Secrets that Kubernetes fills with a token that never ends. */
export const LASTING_TYPE = 'kubernetes.io/service-account-token';

/** Names the ServiceAccount of such a Secret's token. */
const OWNER = 'kubernetes.io/service-account.name';

/** A Secret of the control plane's namespace with which tokens of a shard end. */
export interface TokenSecret {
  readonly ref: ObjectRef;
  readonly uid: string;
  /** The token that never ends. @default - there is none in it */
  readonly token?: string;
  /** Who looks after it, where it has nothing to do with the shard but its name. @default - it is the shard's */
  readonly foreign?: string;
}

/** Those that are there, by the names that every strategy gives them: a former strategy may have left one. */
export async function tokenSecretsOf({ home, controlPlane, shard, serviceAccount }: Target): Promise<TokenSecret[]> {
  const { namespace } = controlPlane;
  const refs = [tokenBindingName(shard.name), lastingTokenName(shard.name)].map((name) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    namespace,
    name,
  }));
  const found: TokenSecret[] = [];
  for (const ref of refs) {
    const secret = await home.get(ref);
    if (secret !== undefined) {
      const isLasting = isLastingTokenOf(secret, serviceAccount);
      const token = isLasting ? textIn(secret, 'token') : undefined;
      found.push({
        ref,
        uid: String(secret.metadata['uid']),
        ...(token !== undefined && { token }),
        ...(!isLasting && !isOurs(secret) && { foreign: managersOf(secret) }),
      });
    }
  }
  return found;
}

/** Whether Kubernetes fills a Secret with a token of a ServiceAccount that never ends. */
export function isLastingTokenOf(secret: KubeObject, serviceAccount: string): boolean {
  return secret['type'] === LASTING_TYPE && secret.metadata.annotations?.[OWNER] === serviceAccount;
}
