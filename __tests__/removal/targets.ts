import type { KubeObject } from '../../lib/core/kube-object';
import type { AwayTarget, RemovalTarget } from '../../lib/removal/target';
import { FakeKube } from '../credentials/fake-kube';
import { DELIVERED, object, secret } from '../credentials/targets';

export const IDENTITY = 'kargo-controller-dev';
export const RBAC = 'rbac.authorization.k8s.io/v1';

type Rest = { readonly [field: string]: unknown };

/** An object of any group. */
export function of(apiVersion: string, kind: string, name: string, namespace?: string, rest: Rest = {}): KubeObject {
  return { ...object(kind, name, namespace, rest), apiVersion };
}

/** A binding of ServiceAccounts in namespace `kargo`. */
export function binding(
  name: string,
  namespace: string | undefined,
  role: { readonly kind: string; readonly name: string },
  ...names: string[]
): KubeObject {
  const subjects = names.map((each) => ({ kind: 'ServiceAccount', namespace: 'kargo', name: each }));
  const kind = namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding';
  return of(RBAC, kind, name, namespace, { roleRef: role, subjects });
}

/** A Deployment whose pods use a ConfigMap and a Secret. */
export function deployment(name: string, kubeconfig = 'kargo-controlplane-kubeconfig'): KubeObject {
  const container = { envFrom: [{ configMapRef: { name } }] };
  const volumes = [{ projected: { sources: [{ secret: { name: kubeconfig } }] } }];
  return of('apps/v1', 'Deployment', name, 'kargo', {
    spec: {
      selector: { matchLabels: { app: name } },
      template: { spec: { containers: [container], volumes, serviceAccountName: name } },
    },
  });
}

/** What synth writes for the cluster of a controller, in the order in which it is applied. */
export function controllerObjects(shard = 'dev', name = 'kargo-controller'): KubeObject[] {
  return [
    object('Namespace', 'kargo'),
    object('ServiceAccount', name, 'kargo'),
    object('Secret', 'kargo-controlplane-kubeconfig', 'kargo'),
    object('ConfigMap', name, 'kargo', { data: { SHARD_NAME: shard } }),
    of(RBAC, 'ClusterRole', `${name}-argocd`),
    of(RBAC, 'ClusterRoleBinding', `${name}-argocd`),
    deployment(name),
  ];
}

/** What there is of shard `dev` in the control plane's cluster when all is well. */
export function identityObjects(): KubeObject[] {
  const role = { kind: 'Role', name: 'kargo-controller' };
  return [
    object('ServiceAccount', IDENTITY, 'kargo'),
    secret(`${IDENTITY}-token-binding`, {}, 'cdk8s-kargo'),
    binding(IDENTITY, undefined, { kind: 'ClusterRole', name: 'kargo-controller' }, IDENTITY),
    binding(IDENTITY, 'kargo', role, IDENTITY),
    of('coordination.k8s.io/v1', 'Lease', IDENTITY, 'kargo'),
  ];
}

/** Shard `dev`, applied in both clusters; `away` may be changed. */
export function removalTarget(
  change: Partial<Omit<RemovalTarget, 'home' | 'away'>> & { readonly away?: Partial<AwayTarget> } = {},
): RemovalTarget & { readonly home: FakeKube; readonly away: AwayTarget & { readonly api: FakeKube } } {
  const crd = of('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'stages.kargo.akuity.io');
  const home = new FakeKube().with(crd, object('Namespace', 'kargo'), ...identityObjects());
  const objects = change.away?.objects ?? controllerObjects();
  const api = new FakeKube().with(...objects);
  const controller = {
    cluster: 'dev',
    namespace: 'kargo',
    deployment: 'kargo-controller',
    version: '1.11.2',
    shard: 'dev',
    kubeconfigSecret: 'kargo-controlplane-kubeconfig',
    credentials: DELIVERED,
  };
  return {
    shard: 'dev',
    controlPlane: { cluster: 'prod', namespace: 'kargo', version: '1.11.2' },
    serviceAccount: IDENTITY,
    homeObjects: [],
    identities: [IDENTITY, 'kargo-controller-dev-eu'],
    ...change,
    home,
    away: { controller, deployments: ['kargo-controller'], isControlPlane: false, ...change.away, objects, api },
  };
}
