import type { KubeObject } from '../core/kube-object';
import type { KubeApi } from '../kube/api';
import { KubeError } from '../kube/error';
import { describeRef, refOf } from './target';

/** Finalizers of Kargo begin so: the management controller puts one on ServiceAccounts of controllers (Kargo 1.11). */
const OF_KARGO = 'kargo.akuity.io/';

/**
 * Those of External Secrets Operator: on a PushSecret until it has deleted the entry of the store, and on an ExternalSecret
 * (External Secrets Operator 2.10).
 */
const OF_OPERATOR = /^(pushsecret\.externalsecrets\.io|externalsecrets\.external-secrets\.io)\//;

/** Takes Kargo's finalizers out of an object that is being deleted. @returns whether there were any */
export async function dropFinalizers(api: KubeApi, object: KubeObject): Promise<boolean> {
  const all = finalizersOf(object);
  const others = all.filter((finalizer) => !finalizer.startsWith(OF_KARGO));
  if (others.length === all.length) {
    return false;
  }
  // With its version, so that none is lost that somebody adds at this moment.
  const resourceVersion = String(object.metadata['resourceVersion']);
  try {
    await api.patch(refOf(object), { metadata: { finalizers: others, resourceVersion } });
  } catch (error) {
    // Whoever it is of was faster, or it was changed and is looked at again.
    if (error instanceof KubeError && ['missing', 'conflict'].includes(error.kind)) {
      return false;
    }
    throw error;
  }
  return true;
}

/** Why an object is not gone in time, and what to do about it. */
export function finalizerError(object: KubeObject, cluster: string, seconds: number): KubeError {
  const text = `${describeRef(refOf(object))} in cluster '${cluster}' is still there after ${seconds} s`;
  const finalizers = finalizersOf(object);
  if (finalizers.length === 0) {
    return new KubeError('refused', text, 'see what keeps it, and run the command again');
  }
  const others = finalizers.filter((finalizer) => !finalizer.startsWith(OF_KARGO));
  return new KubeError(
    'refused',
    `${text}: it waits for whoever its finalizer is of (${finalizers.join(', ')})`,
    fixOf(object, others),
  );
}

/** @param others those of its finalizers that are not Kargo's */
function fixOf(object: KubeObject, others: readonly string[]): string {
  if (others.length === 0) {
    return `see whether Deployment kargo-management-controller runs, which takes it out; else give --force-finalizers, or do it by hand: ${byHand(object)}`;
  }
  if (others.every((finalizer) => OF_OPERATOR.test(finalizer))) {
    const entry = object.kind === 'PushSecret' ? ', and delete the entry of the store yourself' : '';
    return `see whether External Secrets Operator runs there and reaches its store, and run the command again; where one of them is gone for good, do it by hand: ${byHand(object)}${entry}`;
  }
  return `see what ${others.join(', ')} is of and why that does not take it out, and run the command again`;
}

function byHand({ kind, metadata: { namespace, name } }: KubeObject): string {
  const place = namespace === undefined ? '' : `-n ${namespace} `;
  return `kubectl ${place}patch ${kind.toLowerCase()} ${name} --type=merge -p '{"metadata":{"finalizers":null}}'`;
}

/** What has to happen before an object that is being deleted is gone. */
export function finalizersOf({ metadata: { finalizers } }: KubeObject): string[] {
  return Array.isArray(finalizers) ? finalizers.map(String) : [];
}
