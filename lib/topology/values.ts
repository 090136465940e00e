import { isDeepStrictEqual } from 'node:util';
import type { Construct } from 'constructs';
import { recordFinding } from '../constructs/findings';
import type { Json, JsonObject } from '../core/kube-object';
import { compact, type Draft, isMapping, leafPaths, mergeValues, valueAt } from '../core/values';
import { type Locks, lockedBy, lockedEnv } from './locked';

/** Lists to which a construct adds and in which its user's own items stay: Helm would replace the one by the other. */
const JOINED: readonly (readonly string[])[] = [
  ['controller', 'env'],
  ['controller', 'volumes'],
  ['controller', 'volumeMounts'],
];

/**
 * Puts what a construct decided together with its user's own values. What the construct decides cannot be undone: a value
 * that contradicts it is a finding, and does not count.
 */
export function combineValues(
  scope: Construct,
  decided: JsonObject,
  given: object | undefined,
  locks: Locks,
): JsonObject {
  const own = compact((given ?? {}) as { readonly [key: string]: Draft });
  // An empty mapping changes nothing: Helm merges it into what is there.
  const paths = leafPaths(own).filter((path) => !isMapping(valueAt(own, path)));
  const refused = paths.filter((path) => refuse(scope, path, decided, own, locks));
  const accepted = refused.reduce(withoutPath, own);
  return JOINED.reduce((values, path) => joinLists(values, path, decided, accepted), mergeValues(decided, accepted));
}

/** Whether a value cannot count, which is then a finding. */
function refuse(scope: Construct, path: string[], decided: JsonObject, own: JsonObject, locks: Locks): boolean {
  const dotted = path.join('.');
  const [below, value] = [valueAt(decided, path), valueAt(own, path)];
  const locked = lockedBy(locks, path, value);
  const [variable] = lockedEnv(path, value);
  const [taken] = takenNames(path, below, value);
  if (locked !== undefined) {
    recordFinding(scope, {
      severity: 'error',
      id: 'value-locked',
      message: `value '${dotted}' is decided by this construct and cannot be set through 'values'`,
      fix: locked,
    });
  } else if (variable !== undefined) {
    recordFinding(scope, {
      severity: 'error',
      id: 'value-locked',
      message: `environment variable '${variable}' in value '${dotted}' is decided by this construct`,
      fix: 'leave it out: it follows from the props',
    });
  } else if (taken !== undefined) {
    recordFinding(scope, {
      severity: 'error',
      id: 'value-locked',
      message: `'${taken}' in value '${dotted}' is the name of what this construct adds there`,
      fix: 'give it another name',
    });
  } else if (below !== undefined && !isJoined(path) && !isDeepStrictEqual(below, value)) {
    recordFinding(scope, {
      severity: 'error',
      id: 'value-conflict',
      message: conflict(dotted, below, value),
      fix: 'set it in one place only',
    });
  } else {
    return false;
  }
  return true;
}

function conflict(path: string, below: unknown, value: unknown): string {
  // Lists and mappings are not shown: they are long, and may hold what is nobody's business.
  return [below, value].some((side) => typeof side === 'object' && side !== null)
    ? `value '${path}' is set by a prop of this construct, and differently in 'values'`
    : `value '${path}' is ${JSON.stringify(below)} by a prop of this construct and ${JSON.stringify(value)} in 'values'`;
}

function withoutPath(values: JsonObject, [key = '', ...rest]: readonly string[]): JsonObject {
  const { [key]: below, ...others } = values;
  return rest.length === 0 || !isMapping(below) ? others : { ...others, [key]: withoutPath(below as JsonObject, rest) };
}

function isJoined(path: readonly string[]): boolean {
  return JOINED.some((joined) => joined.every((key, i) => path[i] === key));
}

/** Names in a list of volumes or mounts that are those of the construct's own, without which its controller cannot log in. */
function takenNames(path: readonly string[], below: unknown, value: unknown): string[] {
  if (!isJoined(path) || path.at(-1) === 'env' || !Array.isArray(below) || !Array.isArray(value)) {
    return [];
  }
  const ours = new Set(below.map((item) => valueAt(item, ['name'])));
  return value.map((item) => valueAt(item, ['name'])).filter((name) => ours.has(name)) as string[];
}

function joinLists(values: JsonObject, path: readonly string[], decided: JsonObject, own: JsonObject): JsonObject {
  const ours = valueAt(decided, path);
  const theirs = valueAt(own, path);
  if (!Array.isArray(ours) || !Array.isArray(theirs)) {
    return values;
  }
  // The user's variable wins over ours of the same name.
  const names = new Set(theirs.map((item) => valueAt(item, ['name'])));
  const joined = [...ours.filter((item) => !names.has(valueAt(item, ['name']))), ...theirs] as Json[];
  return mergeValues(values, path.reduceRight<Json>((inner, key) => ({ [key]: inner }), joined) as JsonObject);
}
