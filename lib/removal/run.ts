import { setTimeout as sleep } from 'node:timers/promises';
import { valueAt } from '../core/values';
import type { Change } from '../credentials/target';
import type { KubeApi } from '../kube/api';
import { KubeError } from '../kube/error';
import { dropFinalizers, finalizerError } from './finalizers';
import { removalOf } from './removal';
import { describeRef, type RemovalTarget, type Step } from './target';

const EVERY_MS = 500;
/** What others make again while it is deleted is found in the next round. */
const ROUNDS = 3;
/** Whoever a finalizer is of gets this long, before it is taken out. */
const GRACE_SECONDS = 5;

/** How to delete. */
export interface DeleteOptions {
  /** How long to wait for one object to be gone, in seconds. */
  readonly seconds: number;
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
  const start = Date.now();
  let dropped = false;
  for (;;) {
    const object = await api.get(ref);
    if (object === undefined || object.metadata['uid'] !== uid) {
      return dropped;
    }
    const seconds = (Date.now() - start) / 1000;
    if (options.forceFinalizers && !dropped && seconds >= Math.min(GRACE_SECONDS, options.seconds)) {
      dropped = await dropFinalizers(api, object);
    } else if (seconds >= options.seconds) {
      throw finalizerError(object, cluster, options.seconds);
    }
    await sleep(EVERY_MS);
  }
}

/** A controller works until its pod is gone, which is later than its Deployment. */
async function podsGone(
  api: KubeApi,
  { ref, cluster }: Step,
  labels: unknown,
  { seconds }: DeleteOptions,
): Promise<void> {
  const start = Date.now();
  const selector = Object.entries((labels ?? {}) as { readonly [label: string]: unknown });
  for (;;) {
    const pods = selector.length === 0 ? [] : await api.list('v1', 'Pod', ref.namespace);
    const own = pods.filter(({ metadata }) => selector.every(([label, value]) => metadata.labels?.[label] === value));
    const [first] = own;
    if (first === undefined) {
      return;
    }
    if (Date.now() - start >= seconds * 1000) {
      throw new KubeError(
        'refused',
        `Pod ${ref.namespace}/${first.metadata.name} in cluster '${cluster}' still runs after ${seconds} s`,
        'see why it does not end, or give it longer by --timeout, and run the command again',
      );
    }
    await sleep(EVERY_MS);
  }
}

function apiOf({ home, away, controlPlane }: RemovalTarget, { cluster }: Step): KubeApi {
  return cluster === controlPlane.cluster || away === undefined ? home : away.api;
}

function changeOf({ cluster, ref, why }: Step, detail = why): Change {
  return { cluster, object: describeRef(ref), done: 'deleted', ...(detail !== undefined && { detail }) };
}
