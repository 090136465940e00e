import { isDeepStrictEqual } from 'node:util';
import type { Construct } from 'constructs';
import { recordFinding } from '../constructs/findings';
import type { Json, JsonObject } from '../core/kube-object';
import { isMapping, leafPaths, mergeValues, valueAt } from '../core/values';
import { lockedBy } from './locked';

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
export function combineValues(scope: Construct, decided: JsonObject, own: JsonObject = {}): JsonObject {
  const refused: string[][] = [];
  for (const path of leafPaths(own)) {
    const dotted = path.join('.');
    const value = valueAt(own, path);
    const instead = lockedBy(path, value);
    const below = valueAt(decided, path);
    if (instead !== undefined) {
      refused.push(path);
      recordFinding(scope, {
        severity: 'error',
        id: 'value-locked',
        message: `value '${dotted}' is decided by this construct and cannot be set through 'values'`,
        fix: instead,
      });
    } else if (below !== undefined && !isJoined(path) && !isDeepStrictEqual(below, value)) {
      refused.push(path);
      recordFinding(scope, {
        severity: 'error',
        id: 'value-conflict',
        message: `value '${dotted}' is ${JSON.stringify(below)} by a prop of this construct and ${JSON.stringify(value)} in 'values'`,
        fix: 'set it in one place only',
      });
    }
  }
  const accepted = refused.reduce(withoutPath, own);
  return JOINED.reduce((values, path) => joinLists(values, path, decided, own), mergeValues(decided, accepted));
}

function withoutPath(values: JsonObject, [key = '', ...rest]: readonly string[]): JsonObject {
  const { [key]: below, ...others } = values;
  return rest.length === 0 || !isMapping(below) ? others : { ...others, [key]: withoutPath(below as JsonObject, rest) };
}

function isJoined(path: readonly string[]): boolean {
  return JOINED.some((joined) => joined.every((key, i) => path[i] === key));
}

function joinLists(values: JsonObject, path: readonly string[], decided: JsonObject, own: JsonObject): JsonObject {
  const ours = valueAt(decided, path);
  const theirs = valueAt(own, path);
  if (!Array.isArray(ours) || !Array.isArray(theirs)) {
    return values;
  }
  // The user's item wins over ours of the same name: kubelet takes the last of two variables, but refuses two volumes.
  const names = new Set(theirs.map((item) => valueAt(item, ['name'])));
  const joined = [...ours.filter((item) => !names.has(valueAt(item, ['name']))), ...theirs] as Json[];
  return mergeValues(values, path.reduceRight<Json>((inner, key) => ({ [key]: inner }), joined) as JsonObject);
}
