import { lastingTokenName, tokenBindingName } from '../access/identity';
import type { KubeObject } from '../core/kube-object';
import { valueAt } from '../core/values';
import { isOurs, managersOf } from '../credentials/secret';
import { isLastingTokenOf } from '../credentials/token-secrets';
import type { KubeApi, ObjectRef } from '../kube/api';
import { isShared, namedAfter, subjectsOf } from './owned';
import { describeRef, isSame, type Removal, type RemovalTarget, refOf, type Step } from './target';

const RBAC = 'rbac.authorization.k8s.io/v1';

/**
 * What is there of a shard in the control plane's cluster, in the order in which it goes: first what its tokens are bound to,
 * so that they end whatever comes then; the identity before its bindings, since the management controller would make some
 * of them again as long as it sees the identity (Kargo 1.11); the heartbeat last.
 */
export async function removalAtHome(target: RemovalTarget): Promise<Removal> {
  const { home, controlPlane, serviceAccount, shard } = target;
  const { cluster, namespace } = controlPlane;
  const step = (ref: ObjectRef, why?: string): Step => ({ cluster, ref, ...(why !== undefined && { why }) });
  const identity = { apiVersion: 'v1', kind: 'ServiceAccount', namespace, name: serviceAccount };
  const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', namespace, name: `kargo-controller-${shard}` };
  const tokens = await tokenSecrets(target);
  const { bindings, shared } = await bindingsOf(target);
  const [roles, others] = await Promise.all([ownRoles(target, bindings), otherObjects(target)]);
  const known = [...tokens.steps.map(({ ref }) => ref), identity, lease, ...bindings.map(refOf), ...roles];
  const first = others.filter((ref) => !known.some((each) => isSame(each, ref)));
  return {
    steps: [
      ...first.map((ref) => step(ref)),
      ...tokens.steps,
      ...(await existing(home, [identity])).map((ref) => step(ref, 'who the controller was')),
      ...bindings.map((binding) => step(refOf(binding))),
      ...roles.map((ref) => step(ref)),
      ...(await existing(home, [lease])).map((ref) => step(ref, 'the heartbeat')),
    ],
    stays: [
      ...tokens.stays,
      ...shared.map((binding) => `${describeRef(refOf(binding))} in ${cluster}: it binds others too`),
    ],
  };
}

async function tokenSecrets({ home, controlPlane, shard, serviceAccount }: RemovalTarget): Promise<Removal> {
  const { cluster, namespace } = controlPlane;
  const steps: Step[] = [];
  const stays: string[] = [];
  for (const name of [tokenBindingName(shard), lastingTokenName(shard)]) {
    const ref = { apiVersion: 'v1', kind: 'Secret', namespace, name };
    const secret = await home.get(ref);
    if (secret !== undefined && (isOurs(secret) || isLastingTokenOf(secret, serviceAccount))) {
      steps.push({ cluster, ref, why: 'its tokens end with it' });
    } else if (secret !== undefined) {
      stays.push(`${describeRef(ref)} in ${cluster}: it is managed by ${managersOf(secret)}`);
    }
  }
  return { steps, stays };
}

/** Every binding of the identity, whoever made it: one that is left would give its rights to the next of that name. */
async function bindingsOf({ home, controlPlane, serviceAccount }: RemovalTarget) {
  const user = `${controlPlane.namespace}/${serviceAccount}`;
  const lists = await Promise.all(['ClusterRoleBinding', 'RoleBinding'].map((kind) => home.list(RBAC, kind)));
  const bindings = lists.flat().filter((binding) => subjectsOf(binding).includes(user));
  const isOnly = (binding: KubeObject) => subjectsOf(binding).every((subject) => subject === user);
  return { bindings: bindings.filter(isOnly), shared: bindings.filter((binding) => !isOnly(binding)) };
}

/** Roles that were made for this identity, because the chart has none: they are named after it. */
async function ownRoles(
  { home, controlPlane, serviceAccount }: RemovalTarget,
  bindings: readonly KubeObject[],
): Promise<ObjectRef[]> {
  const names = ['', '-rollouts', '-secrets'].map((suffix) => `${serviceAccount}${suffix}`);
  const bound = bindings.map((binding): ObjectRef => {
    const [kind, name] = ['kind', 'name'].map((field) => String(valueAt(binding, ['roleRef', field])));
    const { namespace } = binding.metadata;
    const isNamespaced = kind === 'Role' && namespace !== undefined;
    return { apiVersion: RBAC, kind: kind ?? '', name: name ?? '', ...(isNamespaced && { namespace }) };
  });
  const made: ObjectRef[] = [
    ...names.map((name) => ({ apiVersion: RBAC, kind: 'ClusterRole', name })),
    { apiVersion: RBAC, kind: 'Role', namespace: controlPlane.namespace, name: serviceAccount },
  ];
  const all = [...made, ...bound.filter(({ name }) => names.includes(name))];
  const each = all.filter((ref, i) => all.findIndex((other) => isSame(other, ref)) === i);
  const found = await Promise.all(each.map((ref) => home.get(ref)));
  return each.filter((_, i) => found[i] !== undefined && !isOfControlPlane(found[i]));
}

/** What else synth wrote that is named after the identity. Objects of the control plane's own chart are never. */
async function otherObjects({ home, homeObjects, serviceAccount, identities }: RemovalTarget): Promise<ObjectRef[]> {
  const own = homeObjects.filter((object) => !isShared(object) && !isOfControlPlane(object));
  const named = namedAfter(own, serviceAccount, identities);
  return existing(home, named.toReversed().map(refOf));
}

/** A controller of its own name has an id, and so this label (Kargo 1.11 chart). */
function isOfControlPlane({ metadata: { labels = {} } }: KubeObject): boolean {
  return labels['helm.sh/chart'] !== undefined && labels['akuity.io/kargo-controller-id'] === undefined;
}

async function existing(api: KubeApi, refs: readonly ObjectRef[]): Promise<ObjectRef[]> {
  const found = await Promise.all(refs.map((ref) => api.get(ref)));
  return refs.filter((_, i) => found[i] !== undefined);
}
