import type { KubeObject } from '../../lib/core/kube-object';
import type { TokenStrategy } from '../../lib/credentials/issue';
import { textIn } from '../../lib/credentials/secret';
import type { Target } from '../../lib/credentials/target';
import type { FleetDescription } from '../../lib/description/fleet-description';
import { FakeKube, NOW, tokenOf } from './fake-kube';

/** Name of the Secret with the token in the shard's cluster. */
export const TOKEN_SECRET = 'kargo-controlplane-token';
/** Name of the Secret in the control plane's cluster that ends bounded tokens. */
export const BOUND = 'kargo-controller-dev-shard-token-binding';
/** Name of the Secret in the control plane's cluster with the lasting token. */
export const LASTING = 'kargo-controller-dev-shard-token';
/** Name of the shard's ServiceAccount. */
export const IDENTITY = 'kargo-controller-dev-shard';
/** Who the shard's controller is. */
export const USER = 'system:serviceaccount:kargo:kargo-controller-dev-shard';

/** The default. */
export const DELIVERED: Extract<TokenStrategy, { strategy: 'delivered' }> = {
  strategy: 'delivered',
  tokenSecret: TOKEN_SECRET,
  boundSecret: BOUND,
  tokenLifetime: '720h0m0s',
};

/** The lasting one. */
export const STATIC: Extract<TokenStrategy, { strategy: 'staticToken' }> = {
  strategy: 'staticToken',
  tokenSecret: TOKEN_SECRET,
  lastingSecret: LASTING,
};

/** The lasting one that External Secrets Operator brings. */
export const OPERATED: Extract<TokenStrategy, { strategy: 'externalSecrets' }> = {
  strategy: 'externalSecrets',
  tokenSecret: TOKEN_SECRET,
  lastingSecret: LASTING,
  pushSecret: LASTING,
  externalSecret: TOKEN_SECRET,
};

/** How a command goes about it when nothing else is said. */
export const RUN = { dryRun: false, now: () => NOW };

/** An object of the core group. */
export function object(kind: string, name: string, namespace?: string, rest: object = {}): KubeObject {
  return { apiVersion: 'v1', kind, metadata: { name, ...(namespace !== undefined && { namespace }) }, ...rest };
}

/** What External Secrets Operator works on, and what it says of it. */
export function carrier(
  kind: 'PushSecret' | 'ExternalSecret',
  ready: { readonly status: string; readonly message?: string } = { status: 'True' },
  version = kind === 'PushSecret' ? 'v1alpha1' : 'v1',
): KubeObject {
  return {
    apiVersion: `external-secrets.io/${version}`,
    kind,
    metadata: { name: kind === 'PushSecret' ? LASTING : TOKEN_SECRET, namespace: 'kargo' },
    ...{ status: { conditions: [{ type: 'Ready', ...ready }] } },
  };
}

/** A Secret in namespace `kargo` with some texts. */
export function secret(name: string, texts: { readonly [key: string]: string }, managedBy?: string): KubeObject {
  const data = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
  );
  const labels: { [label: string]: string } =
    managedBy === undefined ? {} : { 'app.kubernetes.io/managed-by': managedBy };
  return { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: { name, namespace: 'kargo', labels }, data };
}

/** The Secret that Kubernetes has filled with the lasting token of the ServiceAccount that is there: always the same one. */
export function lastingSecret(home: FakeKube, name = LASTING): KubeObject {
  const token = tokenOf({
    sub: USER,
    'kubernetes.io/serviceaccount/secret.name': name,
    'kubernetes.io/serviceaccount/service-account.uid': home.at('ServiceAccount', IDENTITY)?.metadata['uid'],
  });
  const { metadata, ...rest } = secret(name, { 'ca.crt': 'the CA\n', token });
  const annotations = { 'kubernetes.io/service-account.name': IDENTITY };
  return { ...rest, type: 'kubernetes.io/service-account-token', metadata: { ...metadata, annotations } } as KubeObject;
}

/** A shard whose manifests were applied in both clusters, and that has no credential yet. */
export function target(
  change: Partial<Target> = {},
): Target & { readonly home: FakeKube; readonly away: FakeKube; readonly fleet: FleetDescription } {
  const home = new FakeKube().with(object('ServiceAccount', 'kargo-controller-dev-shard', 'kargo'));
  const away = new FakeKube().with(object('Namespace', 'kargo'));
  const controller = {
    cluster: 'dev',
    namespace: 'kargo',
    deployment: 'kargo-controller',
    version: '1.11.2',
    shard: 'dev-shard',
    kubeconfigSecret: 'kargo-controlplane-kubeconfig',
    credentials: DELIVERED,
  };
  const shard = {
    name: 'dev-shard',
    argocd: true,
    rollouts: false,
    runElsewhere: false,
    projects: ['apps'],
    controller,
  };
  const controlPlane = { cluster: 'prod', namespace: 'kargo', version: '1.11.2' };
  const clusters = [
    { name: 'prod', kubeContext: 'prod' },
    { name: 'dev', kubeContext: 'dev' },
  ];
  return {
    shard,
    controller,
    credentials: DELIVERED,
    controlPlane,
    serviceAccount: 'kargo-controller-dev-shard',
    ...change,
    home,
    away,
    fleet: { clusters, controlPlane, projects: ['apps', 'foreign'], shards: [shard] },
  };
}

/** The token that the shard has now. */
export function deliveredToken({ away }: { readonly away: FakeKube }): string | undefined {
  return textIn(away.at('Secret', TOKEN_SECRET), 'token');
}
