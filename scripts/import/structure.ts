import type { Json } from '../../lib/core/kube-object';
import { isMapping } from '../../lib/core/values';

// What a schema says to people and not to programs.
const PROSE = new Set(['description', 'title', '$comment', 'example', 'examples', 'externalDocs']);
// Mappings whose keys are names that somebody chose: a property may well be called `description`.
const NAMED = new Set(['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas']);
// Data, not schemas: whatever is in there stays as it is.
const DATA = new Set(['default', 'enum', 'const']);

/** A copy of a schema, or of a CRD, without prose and with sorted keys. */
export function structureOf(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(structureOf);
  }
  if (!isMapping(value)) {
    return value;
  }
  const kept = entriesOf(value).filter(([key]) => !PROSE.has(key));
  return Object.fromEntries(kept.map(([key, member]) => [key, structureOfMember(key, member)]));
}

function structureOfMember(key: string, member: Json): Json {
  if (DATA.has(key)) {
    return member;
  }
  if (NAMED.has(key) && isMapping(member)) {
    return Object.fromEntries(entriesOf(member).map(([name, schema]) => [name, structureOf(schema)]));
  }
  if (key === 'x-kubernetes-validations' && Array.isArray(member)) {
    return member.map(ruleOf);
  }
  return structureOf(member);
}

/** A CEL rule without its message, which Kubernetes demands only where the rule itself has line breaks. */
function ruleOf(rule: Json): Json {
  const multiLine = isMapping(rule) && typeof rule['rule'] === 'string' && rule['rule'].includes('\n');
  return isMapping(rule) ? Object.fromEntries(entriesOf(rule).filter(([key]) => multiLine || key !== 'message')) : rule;
}

function entriesOf(value: { readonly [key: string]: unknown }): [string, Json][] {
  return Object.entries(value as { readonly [key: string]: Json }).sort(([a], [b]) => (a < b ? -1 : 1));
}
