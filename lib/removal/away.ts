import type { KubeObject } from '../core/kube-object';
import { valueAt } from '../core/values';
import { refuseOtherShard } from '../credentials/claimed-shard';
import { isOurs, managersOf } from '../credentials/secret';
import { isShared, namedAfter, usedByPods } from './owned';
import { type AwayTarget, describeRef, isSame, type Removal, refOf, type Step } from './target';

/**
 * What is there of a shard in the cluster of its controller: what synth wrote for this controller only, and the Secrets that
 * the commands delivered. The Deployment comes first, so that nothing works with half of what it needs.
 */
export async function removalAway(shard: string, target: AwayTarget): Promise<Removal> {
  const { api, controller } = target;
  const { cluster } = controller;
  await refuseOtherCluster(shard, target);
  const objects = objectsOfController(target);
  const there = await Promise.all(objects.map((object) => api.get(refOf(object))));
  const steps = objects.filter((_, i) => there[i] !== undefined).map((object) => ({ cluster, ref: refOf(object) }));
  const secrets = await deliveredSecrets(target, objects);
  const kept = isAlone(target) ? target.objects.filter((object) => !objects.includes(object)) : [];
  return {
    steps: [...steps, ...secrets.steps],
    stays: [
      ...secrets.stays,
      ...kept.map((object) => `${describeRef(refOf(object))} in ${cluster}: ${reasonFor(object)}`),
    ],
  };
}

/** What synth wrote for this controller and for nobody else, in the order in which it goes. */
export function objectsOfController({ objects, controller, deployments }: AwayTarget): KubeObject[] {
  const { namespace, deployment: name } = controller;
  const own = objects.filter((object) => !isShared(object));
  const named = namedAfter(own, name, deployments);
  const usedBy = (of: string) => {
    const found = own.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === of);
    return found === undefined ? [] : [...usedByPods(found)];
  };
  const others = new Set(deployments.filter((other) => other !== name).flatMap(usedBy));
  const used = new Set(usedBy(name).filter((each) => !others.has(each)));
  return own
    .filter(
      (object) =>
        named.includes(object) ||
        (object.metadata.namespace === namespace &&
          (used.has(object.metadata.name) || used.has(String(valueAt(object, ['spec', 'target', 'name']))))),
    )
    .toReversed();
}

/** Then whatever else synth wrote for the cluster is worth a word. */
function isAlone({ deployments, isControlPlane }: AwayTarget): boolean {
  return !isControlPlane && deployments.length === 1;
}

function reasonFor({ kind, metadata: { name } }: KubeObject): string {
  return kind === 'Namespace'
    ? `there may be more in it than Kargo; 'kubectl delete namespace ${name}' deletes all of that`
    : 'it is not of the controller';
}

/** Secrets that no manifest has, since they hold a credential. */
async function deliveredSecrets({ api, controller }: AwayTarget, objects: readonly KubeObject[]): Promise<Removal> {
  const { cluster, namespace, kubeconfigSecret, credentials } = controller;
  const tokenSecret = credentials !== undefined && 'tokenSecret' in credentials ? credentials.tokenSecret : undefined;
  const steps: Step[] = [];
  const stays: string[] = [];
  for (const name of [kubeconfigSecret, tokenSecret]) {
    const ref = { apiVersion: 'v1', kind: 'Secret', namespace, name: name ?? '' };
    if (name === undefined || objects.some((object) => isSame(refOf(object), ref))) {
      continue;
    }
    const secret = await api.get(ref);
    if (secret !== undefined && isOurs(secret)) {
      steps.push({ cluster, ref, why: 'what the controller logged in with' });
    } else if (secret !== undefined) {
      stays.push(`${describeRef(ref)} in ${cluster}: it is managed by ${managersOf(secret)}`);
    }
  }
  return { steps, stays };
}

/** @throws KubeError where the controller that is there claims another shard */
async function refuseOtherCluster(shard: string, target: AwayTarget): Promise<void> {
  const { api, controller } = target;
  const claims = objectsOfController(target).filter(
    (object) => object.kind === 'ConfigMap' && valueAt(object, ['data', 'SHARD_NAME']) !== undefined,
  );
  for (const object of claims) {
    await refuseOtherShard({ shard, cluster: controller.cluster, api, configMap: refOf(object) });
  }
}
