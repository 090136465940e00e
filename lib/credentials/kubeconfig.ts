import { KUBECONFIG_KEY } from '../access/credential-files';
import { toYaml } from '../core/yaml';
import type { KubeApi } from '../kube/api';
import { KubeClient } from '../kube/client';
import { flattenKubeconfig } from '../kube/flatten';
import { kubeconfigOf } from '../kube/kubeconfig';
import { labelsOf } from './bound-secret';
import { refuseMissingNamespace } from './delivered';
import { refuseOtherPlace } from './other-shard';
import { refuseForeign, secretOf, textIn } from './secret';
import type { Change, RunOptions, Target } from './target';

/** The kubeconfig that a shard's owner has. */
export interface OwnKubeconfig {
  readonly text: string;
  /** @default - its current context */
  readonly context?: string;
  readonly readFile: (path: string) => string | undefined;
}

/** Puts one context of the owner's kubeconfig into the Secret that the shard's controller has mounted. */
export async function deliverKubeconfig(target: Target, own: OwnKubeconfig, options: RunOptions): Promise<Change[]> {
  const { namespace, cluster, kubeconfigSecret = '' } = target.controller;
  const flat = flattenKubeconfig(own.text, own);
  const api = await KubeClient.connect(await kubeconfigOf(flat));
  const user = await api.user();
  await refuseMissingNamespace(target);
  const previous = await target.away.get({ apiVersion: 'v1', kind: 'Secret', namespace, name: kubeconfigSecret });
  refuseForeign(previous, `cluster '${cluster}'`);
  await refuseOtherPlace(target, previous);
  const object = `Secret ${namespace}/${kubeconfigSecret}`;
  const text = toYaml(flat as Parameters<typeof toYaml>[0]);
  const detail = `user '${user}' of ${api.server}${isLoopback(api) ? ', which to a pod is the pod itself' : ''}`;
  if (textIn(previous, KUBECONFIG_KEY) === text) {
    return [{ cluster, object, done: 'unchanged', detail }];
  }
  const secret = secretOf(kubeconfigSecret, namespace, labelsOf(target), { [KUBECONFIG_KEY]: text }, previous);
  await (previous === undefined ? target.away.create(secret, options) : target.away.replace(secret, options));
  return [{ cluster, object, done: previous === undefined ? 'created' : 'replaced', detail }];
}

function isLoopback({ server }: KubeApi): boolean {
  const { hostname } = new URL(server);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
