import type { Draft } from '../../core/values';
import type { Release } from './release';

interface WithKubeconfig {
  readonly kubeconfigSecrets: { readonly kargo: string | undefined };
}

/** The Secret with the kubeconfig of the cluster that holds Kargo's objects: the component's own, else that of all. */
export function kargoKubeconfig({ values }: Release, { kubeconfigSecrets }: WithKubeconfig): string | undefined {
  return kubeconfigSecrets.kargo || values.kubeconfigSecrets.kargo || undefined;
}

/** The Secret with the kubeconfig of the cluster that holds Argo CD's objects. */
export function argocdKubeconfig({ values }: Release): string | undefined {
  return values.controller.kubeconfigSecrets.argocd || values.kubeconfigSecrets.argocd || undefined;
}

/** What takes the one key of a kubeconfig's Secret that the chart knows, `kubeconfig.yaml`, into a projected volume. */
export function kubeconfigSource(secret: string | undefined, path = 'kubeconfig.yaml'): Draft[] {
  return secret === undefined
    ? []
    : [{ secret: { name: secret, items: [{ key: 'kubeconfig.yaml', path, mode: 0o644 }] } }];
}

/** The volume of components that keep kubeconfigs in a folder of their own. */
export function kubeconfigVolume(...sources: readonly Draft[]): Draft[] {
  return sources.length === 0 ? [] : [{ name: 'kubeconfigs', projected: { sources } }];
}

/** Where that volume is mounted. */
export function kubeconfigMount(mounted: boolean): Draft[] {
  return mounted ? [{ mountPath: '/etc/kargo/kubeconfigs', name: 'kubeconfigs', readOnly: true }] : [];
}

/** Path of the kubeconfig in that folder. @returns undefined when there is none */
export function kubeconfigPath(secret: string | undefined): string | undefined {
  return secret === undefined ? undefined : '/etc/kargo/kubeconfigs/kubeconfig.yaml';
}

/** What takes a certificate and its key from their Secret into a projected volume. */
export function certificateSource(secret: string): Draft {
  return {
    secret: {
      name: secret,
      items: [
        { key: 'tls.crt', path: 'tls.crt' },
        { key: 'tls.key', path: 'tls.key' },
      ],
    },
  };
}
