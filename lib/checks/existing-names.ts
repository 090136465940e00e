import { dnsSubdomainProblem } from '../core/names';
import type { ExternalView } from './view';

/** What pipelines may refer to although nobody here makes it, and is in the namespace of a Project. */
export const EXISTING_IN_PROJECT = ['Warehouse', 'Stage', 'PromotionTask', 'AnalysisTemplate'] as const;

/** What pipelines may refer to although nobody here makes it, and is in no namespace. */
export const EXISTING_IN_CLUSTER = ['Project', 'ClusterPromotionTask', 'ClusterAnalysisTemplate'] as const;

/**
 * Reads the name of something that exists although it is not in view.
 * @param text `Kind/namespace/name` for what is in a Project, for example `Warehouse/apps/nginx`; `Kind/name` for a
 * Project, a ClusterPromotionTask or a ClusterAnalysisTemplate
 * @returns undefined for anything else
 */
export function parseExisting(text: string): ExternalView | undefined {
  const [kind = '', ...names] = text.split('/');
  if (names.some((name) => dnsSubdomainProblem(name) !== undefined)) {
    return undefined;
  }
  const [first, second, ...others] = names;
  if (first === undefined || others.length > 0) {
    return undefined;
  }
  if (second === undefined) {
    return isOneOf(EXISTING_IN_CLUSTER, kind) ? { kind, name: first } : undefined;
  }
  return isOneOf(EXISTING_IN_PROJECT, kind) ? { kind, namespace: first, name: second } : undefined;
}

function isOneOf(kinds: readonly string[], kind: string): boolean {
  return kinds.includes(kind);
}
