import { redact } from '../checks/secret-text';
import type { KubeObject } from '../core/kube-object';
import { valueAt } from '../core/values';

const LONGEST = 300;

/**
 * Why an object is not ready, as its condition `Ready` has it: on one line, without anything secret.
 * @param who the controller whose condition it is
 * @returns undefined where it is ready
 */
export function whyNotReady(object: KubeObject, who: string): string | undefined {
  const conditions = valueAt(object, ['status', 'conditions']);
  const ready = (Array.isArray(conditions) ? conditions : []).find((each) => valueAt(each, ['type']) === 'Ready');
  if (ready === undefined) {
    return `${who} has not looked at it yet`;
  }
  if (valueAt(ready, ['status']) === 'True') {
    return undefined;
  }
  const message = redact(String(valueAt(ready, ['message']) ?? '').replaceAll(/\s+/g, ' ')).trim();
  return message === '' ? `${who} does not say why` : message.slice(0, LONGEST);
}
