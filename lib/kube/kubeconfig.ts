import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { nearest } from '../core/nearest';
import { KubeError } from './error';

/**
 * What a kubeconfig holds: that of a path, else those of env `KUBECONFIG`, else `~/.kube/config`, as kubectl finds them.
 * @throws KubeError `kubeconfig` where there is none, or where one cannot be read
 */
export async function loadKubeconfig(path?: string): Promise<KubeConfig> {
  const { KubeConfig: Config } = await import('@kubernetes/client-node');
  const files = filesOf(path);
  const there = files.filter((file) => existsSync(file));
  if (there.length === 0) {
    throw new KubeError(
      'kubeconfig',
      `there is no kubeconfig at ${files.join(', ')}`,
      'name one by --kubeconfig or by KUBECONFIG',
    );
  }
  const [first, ...others] = there.map((file) => {
    const config = new Config();
    try {
      config.loadFromFile(file);
    } catch {
      // What a parser says quotes the file.
      throw new KubeError('kubeconfig', `'${file}' is no kubeconfig`, `see what 'kubectl config view' says of it`);
    }
    return config;
  });
  const merged = first ?? new Config();
  for (const other of others) {
    mergeMissing(merged, other);
  }
  return merged;
}

/**
 * The same kubeconfig with another context.
 * @throws KubeError `kubeconfig` where there is no such context, where it names a cluster or a user that is not there, or
 * where it would take any server for that cluster
 */
export async function withContext(config: KubeConfig, context: string): Promise<KubeConfig> {
  const names = config.getContexts().map(({ name }) => name);
  const found = config.getContextObject(context);
  if (found === null) {
    const meant = nearest(context, names);
    throw new KubeError(
      'kubeconfig',
      `the kubeconfig has no context '${context}'`,
      meant === undefined
        ? `name one of its contexts: ${names.join(', ') || 'it has none'}`
        : `did you mean '${meant}'?`,
    );
  }
  for (const [what, name, is] of [
    ['cluster', found.cluster, config.getCluster(found.cluster)],
    ['user', found.user, config.getUser(found.user)],
  ] as const) {
    if (is === null) {
      throw new KubeError(
        'kubeconfig',
        `context '${context}' names ${what} '${name}', which is not there`,
        'mend the kubeconfig',
      );
    }
  }
  if (config.getCluster(found.cluster)?.skipTLSVerify) {
    throw new KubeError(
      'kubeconfig',
      `context '${context}' does not verify the certificate of its server (insecure-skip-tls-verify), so that a token could go to anybody`,
      `give its cluster '${found.cluster}' certificate-authority-data instead`,
    );
  }
  const { KubeConfig: Config } = await import('@kubernetes/client-node');
  const chosen = new Config();
  chosen.loadFromOptions({
    clusters: config.getClusters(),
    users: config.getUsers(),
    contexts: config.getContexts(),
    currentContext: context,
  });
  return chosen;
}

/** A kubeconfig as the client has it. */
export async function kubeconfigOf(fields: { readonly [field: string]: unknown }): Promise<KubeConfig> {
  const { KubeConfig: Config } = await import('@kubernetes/client-node');
  const config = new Config();
  config.loadFromString(JSON.stringify(fields));
  return config;
}

function filesOf(path: string | undefined): string[] {
  if (path !== undefined) {
    return [path];
  }
  const listed = (process.env.KUBECONFIG ?? '').split(delimiter).filter((file) => file !== '');
  return listed.length > 0 ? listed : [join(homedir(), '.kube', 'config')];
}

/** Of two entries of one name the first one counts, as with kubectl. */
function mergeMissing(into: KubeConfig, other: KubeConfig): void {
  into.clusters = [...into.clusters, ...other.clusters.filter(({ name }) => into.getCluster(name) === null)];
  into.users = [...into.users, ...other.users.filter(({ name }) => into.getUser(name) === null)];
  into.contexts = [...into.contexts, ...other.contexts.filter(({ name }) => into.getContextObject(name) === null)];
}
