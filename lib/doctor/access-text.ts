import { isMapping } from '../core/values';

/** A subject or a rule of RBAC in words: `ServiceAccount kargo/kargo-api`, `get, list on secrets`; undefined for anything else. */
export function accessText(item: unknown): string | undefined {
  if (!isMapping(item)) {
    return undefined;
  }
  return Array.isArray(item['verbs']) ? ruleText(item) : subjectText(item);
}

function subjectText({ kind, name, namespace }: { readonly [field: string]: unknown }): string | undefined {
  return typeof kind === 'string' && typeof name === 'string'
    ? `${kind} ${typeof namespace === 'string' ? `${namespace}/` : ''}${name}`
    : undefined;
}

function ruleText({
  verbs,
  apiGroups,
  resources,
  resourceNames,
  nonResourceURLs,
}: {
  readonly [field: string]: unknown;
}) {
  const groups = textsIn(apiGroups).filter((group) => group !== '');
  const what = [...textsIn(resources), ...textsIn(nonResourceURLs)].join(', ');
  const of = groups.length === 0 ? '' : ` of ${groups.join(', ')}`;
  const named = textsIn(resourceNames).length === 0 ? '' : ` named ${textsIn(resourceNames).join(', ')}`;
  return `${textsIn(verbs).join(', ')} on ${what}${of}${named}`;
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
