import { CA_KEY, KUBECONFIG_KEY, TOKEN_FOLDER, TOKEN_KEY } from '../access/credential-files';
import { isMapping } from '../core/values';
import type { KubeApi } from '../kube/api';
import { KubeClient } from '../kube/client';
import { KubeError } from '../kube/error';
import { flattenKubeconfig } from '../kube/flatten';
import { kubeconfigOf } from '../kube/kubeconfig';
import { remedyOf } from './remedy';
import { textIn } from './secret';
import type { Target } from './target';
import { claimsOf } from './token';

/** What a shard's controller logs in with. */
export interface StoredCredential {
  /** The control plane as the controller reaches it. */
  readonly api: KubeApi;
  /** When its token ends, as far as the token says it. @default - never, or it has no token */
  readonly expires?: Date;
}

/**
 * What a shard's controller logs in with: the kubeconfig and the token of its cluster.
 * @param server another address of the same API server @default - the one of its kubeconfig
 * @throws KubeError where it would not start, or not get through
 */
export async function storedCredential(target: Target, server?: string): Promise<StoredCredential> {
  const { kubeconfigSecret, cluster } = target.controller;
  if (kubeconfigSecret === undefined) {
    throw new KubeError(
      'kubeconfig',
      `the controller in cluster '${cluster}' needs no kubeconfig`,
      'leave this shard out',
    );
  }
  const text = await textUnder(KUBECONFIG_KEY, target, kubeconfigSecret);
  const files = await filesOf(target);
  const flat = flattenKubeconfig(text, {
    readFile: (path) => files.get(path),
    ...(server !== undefined && { server }),
  });
  const config = await kubeconfigOf(flat);
  const { expires } = claimsOf(config.getCurrentUser()?.token ?? '');
  return { api: await KubeClient.connect(config), ...(expires !== undefined && { expires }) };
}

async function filesOf(target: Target): Promise<ReadonlyMap<string, string>> {
  if (!('tokenSecret' in target.credentials)) {
    return new Map();
  }
  const { tokenSecret } = target.credentials;
  const file = async (key: string) => [`${TOKEN_FOLDER}/${key}`, await textUnder(key, target, tokenSecret)] as const;
  return new Map([await file(CA_KEY), await file(TOKEN_KEY)]);
}

/** @throws KubeError that names the keys that there are */
async function textUnder(key: string, target: Target, name: string): Promise<string> {
  const secret = await secretOf(target, name);
  const text = textIn(secret, key);
  if (text === undefined) {
    const { namespace, cluster } = target.controller;
    const keys = isMapping(secret['data']) ? Object.keys(secret['data']).join(', ') : '';
    const { why, fix } =
      key === KUBECONFIG_KEY ? { why: '', fix: `name the key '${KUBECONFIG_KEY}'` } : await remedyOf(target);
    throw new KubeError(
      'kubeconfig',
      `Secret ${namespace}/${name} in cluster '${cluster}' has nothing under key '${key}', which is where the controller looks; it has ${keys || 'none'}${why}`,
      fix,
    );
  }
  return text;
}

async function secretOf(target: Target, name: string) {
  const { away, controller, credentials, shard } = target;
  const { namespace, cluster } = controller;
  const secret = await away.get({ apiVersion: 'v1', kind: 'Secret', namespace, name });
  if (secret !== undefined) {
    return secret;
  }
  const what = `Secret ${namespace}/${name} is not in cluster '${cluster}' (${away.server}), so the controller's pod waits for it`;
  const apply = `apply dist/${cluster}/2-kargo`;
  if (credentials.strategy !== 'externalSecrets') {
    throw new KubeError('missing', what, `${apply}, and run 'cdk8s-kargo credentials deliver ${shard.name}'`);
  }
  const { why, fix } = name === credentials.tokenSecret ? await remedyOf(target) : { why: '', fix: apply };
  throw new KubeError('missing', `${what}${why}`, fix);
}
