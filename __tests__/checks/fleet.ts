import { checkFleet } from '../../lib/checks';
import type { ClusterView, ControllerView, FleetView, ShardView, ViewObject } from '../../lib/checks/view';
import type { Finding } from '../../lib/core/finding';
import type { KubeObject } from '../../lib/core/kube-object';

const KARGO = 'kargo.akuity.io/v1alpha1';
const RBAC = 'rbac.authorization.k8s.io/v1';

/** Upstream of a Stage by Warehouse: `[]` is directly from it, otherwise names of Stages. */
type Freight = { readonly [warehouse: string]: readonly string[] };

export function project(name = 'apps'): KubeObject {
  return { apiVersion: KARGO, kind: 'Project', metadata: { name } };
}

export function warehouse(name = 'nginx', spec: object = {}, namespace = 'apps'): KubeObject {
  const stored = { imageSelectionStrategy: 'SemVer', strictSemvers: true, discoveryLimit: 20 };
  const subscriptions = [{ image: { repoURL: 'public.ecr.aws/nginx/nginx', ...stored } }];
  return { apiVersion: KARGO, kind: 'Warehouse', metadata: { name, namespace }, spec: { subscriptions, ...spec } };
}

export function stage(
  name: string,
  freight: Freight = { nginx: [] },
  spec: object = {},
  namespace = 'apps',
): KubeObject {
  const requestedFreight = Object.entries(freight).map(([origin, stages]) => ({
    origin: { kind: 'Warehouse', name: origin },
    sources: stages.length === 0 ? { direct: true } : { stages },
  }));
  return { apiVersion: KARGO, kind: 'Stage', metadata: { name, namespace }, spec: { requestedFreight, ...spec } };
}

export function kargo(kind: string, name: string, namespace?: string): KubeObject {
  const spec = kind.endsWith('PromotionTask') && { steps: [{ uses: 'git-clear', config: { path: './out' } }] };
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  return { apiVersion: KARGO, kind, metadata, ...(spec && { spec }) };
}

export function role(name: string, rules: readonly object[] = [], namespace?: string): KubeObject {
  return namespace === undefined
    ? { apiVersion: RBAC, kind: 'ClusterRole', metadata: { name }, rules }
    : { apiVersion: RBAC, kind: 'Role', metadata: { name, namespace }, rules };
}

export function serviceAccount(name: string, labels: { readonly [key: string]: string } = {}): KubeObject {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'kargo', labels } };
}

/** A binding of a ServiceAccount `<namespace>/<name>`, or of other subjects, to `ClusterRole/<name>` or `Role/<name>`. */
export function binding(
  name: string,
  to: string,
  subjects: string | readonly object[],
  namespace?: string,
): KubeObject {
  const [roleKind, roleName] = to.split('/');
  const metadata = namespace === undefined ? { name } : { name, namespace };
  const kind = namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding';
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: roleKind, name: roleName };
  return {
    apiVersion: RBAC,
    kind,
    metadata,
    roleRef,
    subjects: typeof subjects === 'string' ? account(subjects) : subjects,
  };
}

function account(serviceAccount: string): object[] {
  const [namespace, name] = serviceAccount.split('/');
  return [{ kind: 'ServiceAccount', namespace, name }];
}

/** Objects, each made by a construct that is called like it. */
export function cluster(name: string, ...objects: readonly KubeObject[]): ClusterView {
  return { name, objects: objects.map((object) => made(object, `${name}/${object.kind}/${nameOf(object)}`)) };
}

/** Also of an object that has no right form. */
function nameOf({ metadata: { name } }: { readonly metadata: { readonly name: unknown } }): string {
  return typeof name === 'string' ? name : JSON.stringify(name);
}

export function made(object: KubeObject, construct: string): ViewObject {
  return { object, where: { construct } };
}

export function shard(name: string, more: Partial<ShardView> = {}): ShardView {
  return { name, where: { construct: `prod/${name}` }, argocd: true, rollouts: false, runElsewhere: false, ...more };
}

export function controller(inCluster: string, more: Partial<ControllerView> = {}): ControllerView {
  const construct = `${inCluster}/controller${more.shard === undefined ? '' : `-${more.shard}`}`;
  return { cluster: inCluster, namespace: 'kargo', where: { construct }, isDefault: more.shard === undefined, ...more };
}

/** A fleet in which everything is right: three Stages in a row, the first of them on a shard. */
export function fleet(changes: Partial<FleetView> = {}): FleetView {
  return {
    clusters: [cluster('prod', ...pipeline()), cluster('dev')],
    shards: [shard('dev-shard')],
    controllers: [controller('prod'), controller('dev', { shard: 'dev-shard' })],
    accesses: [],
    externals: [],
    foreignKargo: [],
    complete: true,
    controlPlane: 'prod',
    ...changes,
  };
}

export function pipeline(): KubeObject[] {
  return [
    project(),
    warehouse(),
    stage('dev', { nginx: [] }, { shard: 'dev-shard' }),
    stage('staging', { nginx: ['dev'] }),
    stage('prod', { nginx: ['staging'] }),
  ];
}

/** The same fleet with these objects more in the control plane's cluster. */
export function fleetWith(...objects: readonly KubeObject[]): FleetView {
  return fleet({ clusters: [cluster('prod', ...pipeline(), ...objects), cluster('dev')] });
}

/** What is found, without those findings that are not about `id`. */
export function findings(view: FleetView, id: string): Finding[] {
  return checkFleet(view).filter((finding) => finding.id === id);
}

export function messages(view: FleetView, id: string): string[] {
  return findings(view, id).map(({ message }) => message);
}
