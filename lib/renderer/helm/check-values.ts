import type { Problem } from '../../core/finding';
import type { JsonObject } from '../../core/kube-object';
import { nearest } from '../../core/nearest';
import { isMapping } from '../../core/values';
import { type KnownValue, knownPaths } from './known-values';

/**
 * The values that the chart would ignore or trip over without a word, since it has no values schema: `value-unknown`
 * for a path that it does not have, `value-type` for a mapping in place of a scalar or the other way round. Null is
 * always right: it takes a default away.
 */
export function checkValues(values: JsonObject, known: KnownValue): Problem[] {
  return check(values, known, [], known);
}

function check(
  values: { readonly [key: string]: unknown },
  at: KnownValue,
  path: string[],
  root: KnownValue,
): Problem[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const here = [...path, key];
    const member = at.members.get(key);
    if (member === undefined) {
      return at.kind === 'open' ? [] : [unknown(here, at, root)];
    }
    if (member.kind === 'mapping') {
      return isMapping(value)
        ? check(value, member, here, root)
        : value === null
          ? []
          : [notMapping(here, value, member)];
    }
    return member.kind === 'scalar' && isMapping(value) ? [notScalar(here, value)] : [];
  });
}

function unknown(path: readonly string[], parent: KnownValue, root: KnownValue): Problem {
  const suggestion = suggest(path, parent, root);
  return {
    severity: 'error',
    id: 'value-unknown',
    message: `value '${path.join('.')}' is not one that the chart has`,
    fix:
      suggestion === undefined
        ? "remove it, or find its name in the chart's values.yaml"
        : `write '${suggestion}', or remove it`,
  };
}

/** A near name in the same place, else the same name in another place, else what is near as a whole. */
function suggest(path: readonly string[], parent: KnownValue, root: KnownValue): string | undefined {
  const key = path.at(-1) ?? '';
  const sibling = nearest(key, [...parent.members.keys()]);
  if (sibling !== undefined) {
    return [...path.slice(0, -1), sibling].join('.');
  }
  const all = knownPaths(root);
  const namesakes = all.filter((candidate) => candidate.endsWith(`.${key}`));
  return nearest(path.join('.'), namesakes) ?? namesakes[0] ?? nearest(path.join('.'), all);
}

function notMapping(path: readonly string[], value: unknown, member: KnownValue): Problem {
  return {
    severity: 'error',
    id: 'value-type',
    message: `value '${path.join('.')}' is ${Array.isArray(value) ? 'a list' : `a ${typeof value}`}, expected a mapping`,
    fix: `set one of its members: ${[...member.members.keys()].map((key) => `'${key}'`).join(', ')}`,
  };
}

function notScalar(path: readonly string[], value: object): Problem {
  return {
    severity: 'error',
    id: 'value-type',
    message: `value '${path.join('.')}' is a mapping with ${Object.keys(value).length} members, expected text, a number or a boolean`,
    fix: `move the members to where the chart has them, or give '${path.join('.')}' a plain value`,
  };
}
