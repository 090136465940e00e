import type { KubeObject } from '../core/kube-object';
import { valueAt } from '../core/values';
import type { Change } from '../credentials/target';
import type { KubeApi } from '../kube/api';
import { KubeError } from '../kube/error';
import { dropFinalizers, finalizerError, finalizersOf } from './finalizers';
import { removalOf } from './removal';
import { describeRef, type RemovalTarget, type Step } from './target';
import { type WaitOptions, waitUntilGone } from './wait';

/** What others make again while it is deleted is found in the next round. */
const ROUNDS = 3;
/** Whoever a finalizer is of gets this long, before it is taken out. */
const GRACE_SECONDS = 5;

/** How to delete; time is for each object. */
export interface DeleteOptions extends WaitOptions {
  /** Whether Kargo's finalizers are taken out where nobody else does it. */
  readonly forceFinalizers: boolean;
  /** Is told of each change at once, so that it is known also when the next one fails. */
  readonly onChange: (change: Change) => void;
}

/** Asks the servers whether they would delete all of it. @throws KubeError with what one of them says */
export async function tryRemoval(target: RemovalTarget, steps: readonly Step[]): Promise<Change[]> {
  const changes: Change[] = [];
  for (const step of steps) {
    await apiOf(target, step).delete(step.ref, { dryRun: true });
    changes.push(changeOf(step));
  }
  return changes;
}

/**
 * Deletes what is there of a shard, one object after the other, each only when the one before is gone. Can be run again
 * when it was stopped.
 * @throws KubeError where one cannot be deleted, or is not gone in time
 */
export async function runRemoval(target: RemovalTarget, options: DeleteOptions): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const { steps } = await removalOf(target);
    if (steps.length === 0) {
      return;
    }
    for (const step of steps) {
      options.signal?.throwIfAborted();
      await remove(target, step, options);
    }
  }
  const { steps } = await removalOf(target);
  const [first] = steps;
  if (first !== undefined) {
    throw new KubeError(
      'conflict',
      `${describeRef(first.ref)} in cluster '${first.cluster}' is made again and again`,
      'see what makes it, for example a GitOps tool that still has the former output of synth; end that and run the command again',
    );
  }
}

async function remove(target: RemovalTarget, step: Step, options: DeleteOptions): Promise<void> {
  const api = apiOf(target, step);
  const before = await api.get(step.ref);
  if (before === undefined) {
    return;
  }
  if (before.metadata['deletionTimestamp'] === undefined) {
    await api.delete(step.ref);
  }
  const uid = before.metadata['uid'];
  const dropped = await gone(api, step, uid, options);
  if (step.ref.kind === 'Deployment') {
    await podsGone(api, step, valueAt(before, ['spec', 'selector', 'matchLabels']), options);
  }
  options.onChange(changeOf(step, dropped ? 'its finalizer was taken out' : step.why));
}

/** @returns whether its finalizers were taken out */
async function gone(api: KubeApi, { ref, cluster }: Step, uid: unknown, options: DeleteOptions): Promise<boolean> {
  const { seconds: most, forceFinalizers } = options;
  // In time for another look.
  const grace = Math.min(GRACE_SECONDS, most / 2);
  const there = async () => {
    const object = await api.get(ref);
    return object?.metadata['uid'] === uid ? object : undefined;
  };
  let dropped = false;
  const look = async (seconds: number) => {
    const object = await there();
    if (object === undefined || !forceFinalizers || dropped || seconds < grace) {
      return object;
    }
    dropped = await dropFinalizers(api, object);
    return dropped ? there() : object;
  };
  const text = (object: KubeObject) => `${describeRef(ref)} in ${cluster} to be gone${keptBy(object)}`;
  await waitUntilGone({ look, text, late: (object) => finalizerError(object, cluster, most) }, options);
  return dropped;
}

function keptBy(object: KubeObject): string {
  const finalizers = finalizersOf(object);
  return finalizers.length === 0 ? '' : `, which waits for whoever its finalizer is of (${finalizers.join(', ')})`;
}

/** A controller works until its pod is gone, which is later than its Deployment. */
async function podsGone(api: KubeApi, { ref, cluster }: Step, labels: unknown, options: WaitOptions): Promise<void> {
  const selector = Object.entries((labels ?? {}) as { readonly [label: string]: unknown });
  const look = async () => {
    const pods = selector.length === 0 ? [] : await api.list('v1', 'Pod', ref.namespace);
    return pods.find(({ metadata }) => selector.every(([label, value]) => metadata.labels?.[label] === value));
  };
  const late = ({ metadata: { name } }: KubeObject) =>
    new KubeError(
      'refused',
      `Pod ${ref.namespace}/${name} in cluster '${cluster}' still runs after ${options.seconds} s`,
      'see why it does not end, or give it longer by --timeout, and run the command again',
    );
  const text = ({ metadata: { name } }: KubeObject) => `Pod ${ref.namespace}/${name} in ${cluster} to end`;
  await waitUntilGone({ look, text, late }, options);
}

function apiOf({ home, away, controlPlane }: RemovalTarget, { cluster }: Step): KubeApi {
  return cluster === controlPlane.cluster || away === undefined ? home : away.api;
}

function changeOf({ cluster, ref, why }: Step, detail = why): Change {
  return { cluster, object: describeRef(ref), done: 'deleted', ...(detail !== undefined && { detail }) };
}
