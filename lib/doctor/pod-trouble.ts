import { redact } from '../checks/secret-text';
import type { KubeObject } from '../core/kube-object';
import { isMapping, valueAt } from '../core/values';
import { visible } from '../core/visible';

/** Why pods of a Deployment are not ready. */
export interface PodTrouble {
  /** @default - nothing says it */
  readonly reason?: string;
  /** The command that shows more. */
  readonly fix: string;
}

/** What a Deployment and its pods say of why they are not ready. `kubectl` is the beginning of a command for their namespace. */
export function podTrouble(kubectl: string, deployment: KubeObject, pods: readonly KubeObject[]): PodTrouble {
  const labels = valueAt(deployment, ['spec', 'selector', 'matchLabels']);
  const selector = isMapping(labels) ? Object.entries(labels) : [];
  const own = pods.filter((pod) => selector.every(([key, value]) => pod.metadata.labels?.[key] === value));
  const { name } = deployment.metadata;
  if (own.length === 0) {
    const said = listAt(deployment, ['status', 'conditions'])
      .filter(({ type, status }) => type === 'ReplicaFailure' && status === 'True')
      .map(({ message }) => words(message));
    return { reason: said[0] ?? 'it has no pods', fix: `see ${kubectl} describe deployment ${name}` };
  }
  for (const pod of own) {
    const crashed = containersOf(pod).find((each) => stateOf(each) === 'CrashLoopBackOff');
    if (crashed !== undefined) {
      const last = valueAt(crashed, ['lastState', 'terminated']);
      const code = valueAt(last, ['exitCode']);
      const why = [valueAt(last, ['reason']), code === undefined ? undefined : `exit status ${code}`];
      const said = why
        .filter((each) => each !== undefined)
        .map(words)
        .join(', ');
      return {
        reason: `pod ${pod.metadata.name} ends again and again (CrashLoopBackOff)${said === '' ? '' : `: ${said}`}`,
        fix: `see ${kubectl} logs ${pod.metadata.name} --previous`,
      };
    }
    const waiting = containersOf(pod).find((each) => stateOf(each) !== undefined);
    const unscheduled = listAt(pod, ['status', 'conditions']).find(
      ({ type, status }) => type === 'PodScheduled' && status === 'False',
    );
    const state = stateOf(waiting) ?? (unscheduled === undefined ? undefined : 'Unschedulable');
    if (state !== undefined) {
      const message = valueAt(waiting, ['state', 'waiting', 'message']) ?? unscheduled?.['message'];
      const said = message === undefined ? '' : `: ${words(message)}`;
      return {
        reason: `pod ${pod.metadata.name} waits (${words(state)})${said}`,
        fix: `see ${kubectl} describe pod ${pod.metadata.name}`,
      };
    }
  }
  return { fix: `see ${kubectl} logs deployment/${name}` };
}

function containersOf(pod: KubeObject) {
  return [...listAt(pod, ['status', 'initContainerStatuses']), ...listAt(pod, ['status', 'containerStatuses'])];
}

function stateOf(container: unknown): string | undefined {
  const reason = valueAt(container, ['state', 'waiting', 'reason']);
  return typeof reason === 'string' ? reason : undefined;
}

function listAt(object: KubeObject, path: readonly string[]): { readonly [key: string]: unknown }[] {
  const value = valueAt(object, path);
  return Array.isArray(value) ? value.filter(isMapping) : [];
}

/** What a cluster says, on one line, and nothing secret. */
function words(value: unknown): string {
  return redact(visible(String(value))).slice(0, 200);
}
