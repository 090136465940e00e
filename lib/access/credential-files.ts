import type { JsonObject } from '../core/kube-object';

/** The only key of its Secret that Kargo's chart mounts (Kargo 1.11 chart, kubeconfigSecrets.kargo). */
export const KUBECONFIG_KEY = 'kubeconfig.yaml';

/** Key of the Secret with the token: the certificates by which the control plane's API server is known, in PEM. */
export const CA_KEY = 'ca.crt';

/** Key of the Secret with the token: the token itself. */
export const TOKEN_KEY = 'token';

/** Where a controller has that Secret mounted. */
export const TOKEN_FOLDER = '/etc/kargo/controlplane';

/**
 * A kubeconfig with no credential in it: it names files that the controller has mounted. The client of Kubernetes reads the
 * token anew about once a minute, so that a renewed one needs no restart (client-go v0.34, transport.TokenSource).
 * @param server URL of the control plane's API server
 * @param namespace Kargo's namespace there
 */
export function kubeconfigWithoutCredential(server: string, namespace: string): JsonObject {
  const name = 'kargo-controlplane';
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, 'certificate-authority': `${TOKEN_FOLDER}/${CA_KEY}` } }],
    users: [{ name, user: { tokenFile: `${TOKEN_FOLDER}/${TOKEN_KEY}` } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace } }],
    'current-context': name,
  };
}
