import type { KubeObject } from '../../../lib/core/kube-object';
import { stage } from '../fleet';

/** Variables as Kargo writes them, from names to values; undefined is one without a value. */
type Vars = { readonly [name: string]: string | undefined };

export function vars(values: Vars): object[] {
  return Object.entries(values).map(([name, value]) => (value === undefined ? { name } : { name, value }));
}

/** A Stage with promotion steps. */
export function stageOf(name: string, steps: readonly unknown[], spec: object = {}, own: Vars = {}): KubeObject {
  return stage(name, { nginx: [] }, { ...spec, promotionTemplate: { spec: { vars: vars(own), steps } } });
}

export function taskOf(name: string, steps: readonly unknown[], own: Vars = {}, kind = 'PromotionTask'): KubeObject {
  const metadata = kind === 'PromotionTask' ? { name, namespace: 'apps' } : { name };
  return { apiVersion: 'kargo.akuity.io/v1alpha1', kind, metadata, spec: { vars: vars(own), steps } };
}

/** A step that calls a task. */
export function call(name: string, own: Vars = {}, more: object = {}): object {
  return { task: { name }, vars: vars(own), ...more };
}

/** A step with texts in its config. */
export function step(text: unknown = 'x', more: object = {}): object {
  return { uses: 'file-write', config: { content: text }, ...more };
}
