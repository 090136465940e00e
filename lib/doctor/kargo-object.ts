import type { KubeObject } from '../core/kube-object';

/** Components of a control plane, by their label (Kargo 1.9 to 1.11 charts). */
const COMPONENTS = [
  'api',
  'management-controller',
  'kubernetes-webhooks-server',
  'webhooks-server',
  'external-webhooks-server',
  'garbage-collector',
  'dex-server',
];
/** The same by the names that the chart gives them. */
const NAMES = COMPONENTS.map((component) => `kargo-${component}`);

/** Whether a workload is part of a control plane. */
export function isOfControlPlane(object: KubeObject): boolean {
  return COMPONENTS.includes(componentOf(object) ?? '') || NAMES.includes(object.metadata.name);
}

/** What part of Kargo an object is, as the chart labels it; undefined where it is none. */
export function componentOf({ metadata: { labels = {} } }: KubeObject): string | undefined {
  return labels['app.kubernetes.io/name'] === 'kargo' ? labels['app.kubernetes.io/component'] : undefined;
}

/** Whether an object is labelled as the chart labels its own, or this product those that it adds. */
export function isLabelledKargo({ metadata: { labels = {} } }: KubeObject): boolean {
  return labels['app.kubernetes.io/name'] === 'kargo' || labels['app.kubernetes.io/part-of'] === 'kargo';
}
