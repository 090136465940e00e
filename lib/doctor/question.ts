import type { KubeObject } from '../core/kube-object';
import type { Action, ObjectRef } from '../kube/api';

/** Something that a cluster is asked; nothing is changed by it. */
export type Question = {
  /** Name of the cluster. */
  readonly cluster: string;
} & (
  | { readonly object: ObjectRef }
  | {
      readonly list: {
        readonly apiVersion: string;
        readonly kind: string;
        /** @default - all namespaces */
        readonly namespace?: string;
        /** Which of them, for example `type=Opaque`. @default - all */
        readonly fieldSelector?: string;
      };
    }
  | { readonly review: Review }
);

/** What a ServiceAccount may do. */
export interface Review {
  readonly account: { readonly namespace: string; readonly name: string };
  readonly action: Action;
}

/** What makes two questions the same one. */
export function keyOf(question: Question): string {
  const { cluster } = question;
  if ('object' in question) {
    const { apiVersion, kind, namespace = '', name } = question.object;
    return [cluster, 'object', apiVersion, kind, namespace, name].join('\0');
  }
  if ('review' in question) {
    const { account, action } = question.review;
    const { verb, group, resource, namespace = '' } = action;
    return [cluster, 'review', account.namespace, account.name, verb, group, resource, namespace].join('\0');
  }
  const { apiVersion, kind, namespace = '', fieldSelector = '' } = question.list;
  return [cluster, 'list', apiVersion, kind, namespace, fieldSelector].join('\0');
}

/** What is asked for, in words: `Secret kargo/kargo-admin`, `all Stages`. */
export function describeQuestion(question: Question): string {
  if ('object' in question) {
    const { kind, namespace, name } = question.object;
    return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
  }
  if ('review' in question) {
    const { account, action } = question.review;
    return `rights of ServiceAccount ${account.namespace}/${account.name} (${action.verb} ${action.resource})`;
  }
  const { kind, namespace, fieldSelector } = question.list;
  return `all ${kind}s${namespace === undefined ? '' : ` in ${namespace}`}${fieldSelector === undefined ? '' : ` with ${fieldSelector}`}`;
}

/** What names an object. */
export function refOf({ apiVersion, kind, metadata: { name, namespace } }: KubeObject): ObjectRef {
  return { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
}
