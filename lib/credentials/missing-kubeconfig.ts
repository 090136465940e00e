import { KUBECONFIG_KEY } from '../access/credential-files';
import { textIn } from './secret';
import type { Change, Target } from './target';

/**
 * What is to be known where a token is in the shard's cluster, and not the kubeconfig that names it: that one is in dist, and
 * the controller's pod waits for both. Whoever may not look is told nothing.
 */
export async function missingKubeconfig({ away, controller }: Target): Promise<Change[]> {
  const { namespace, cluster, kubeconfigSecret: name } = controller;
  if (name === undefined) {
    return [];
  }
  const looked = await away.get({ apiVersion: 'v1', kind: 'Secret', namespace, name }).then(
    (secret) => ({ secret }),
    () => undefined,
  );
  if (looked === undefined) {
    return [];
  }
  const { secret } = looked;
  if (textIn(secret, KUBECONFIG_KEY) !== undefined) {
    return [];
  }
  const what = secret === undefined ? 'it is not there' : `it has nothing under '${KUBECONFIG_KEY}'`;
  const detail = `${what}, and the controller's pod waits for it: apply dist/${cluster}/2-kargo`;
  return [{ cluster, object: `Secret ${namespace}/${name}`, done: 'unchanged', detail }];
}
