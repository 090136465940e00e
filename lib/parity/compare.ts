import { describe, identityOf, type KubeObject } from '../core/kube-object';
import { isMapping } from '../core/values';
import { canonicalJson } from '../renderer/embedded/go/json';
import type { Place } from './json-path';
import { relevantPart } from './relevant';

/** One place where two renders of the same values are not the same. */
export interface Difference {
  /** How messages name the object: `Deployment kargo/kargo-api`. */
  readonly object: string;
  /** Its kind. */
  readonly kind: string;
  /** The place in the object, empty where one side does not have the object at all. */
  readonly place: Place;
  /** What the embedded renderer gives there, undefined for nothing. */
  readonly embedded: unknown;
  /** What the chart gives there, undefined for nothing. */
  readonly chart: unknown;
}

/**
 * All differences between two lists of objects, sorted by object and path. The order of the objects does not count, that
 * of lists inside of them does. What does not count besides: see relevantPart.
 */
export function compareObjects(embedded: readonly KubeObject[], chart: readonly KubeObject[]): Difference[] {
  const ours = byIdentity(embedded);
  const theirs = byIdentity(chart);
  const identities = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return identities.flatMap((identity) => differencesOf(ours.get(identity), theirs.get(identity)));
}

/**
 * The objects by identity and number, as a chart can render an object twice. Which of them is the first one depends on
 * what they say, not on the order of rendering.
 */
function byIdentity(objects: readonly KubeObject[]): Map<string, KubeObject> {
  const groups = new Map<string, KubeObject[]>();
  for (const object of objects) {
    const identity = identityOf(object);
    groups.set(identity, [...(groups.get(identity) ?? []), object]);
  }
  return new Map(
    [...groups].flatMap(([identity, group]) =>
      sorted(group).map((object, index) => [`${identity}#${index}`, object] as const),
    ),
  );
}

function sorted(group: readonly KubeObject[]): readonly KubeObject[] {
  if (group.length === 1) {
    return group;
  }
  const texts = new Map(group.map((object) => [object, canonicalJson(relevantPart(object))]));
  return [...group].sort((a, b) => ((texts.get(a) ?? '') < (texts.get(b) ?? '') ? -1 : 1));
}

function differencesOf(ours: KubeObject | undefined, theirs: KubeObject | undefined): Difference[] {
  const either = ours ?? theirs;
  if (either === undefined) {
    return [];
  }
  const about = { object: describe(either), kind: either.kind };
  if (ours === undefined || theirs === undefined) {
    return [{ ...about, place: [], embedded: ours, chart: theirs }];
  }
  return differingPlaces(relevantPart(ours), relevantPart(theirs), []).map((found) => ({ ...about, ...found }));
}

type Found = Pick<Difference, 'place' | 'embedded' | 'chart'>;

function differingPlaces(ours: unknown, theirs: unknown, place: Place): Found[] {
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    return Array.from({ length: Math.max(ours.length, theirs.length) }).flatMap((_, index) =>
      differingPlaces(ours[index], theirs[index], [...place, index]),
    );
  }
  if (isMapping(ours) && isMapping(theirs)) {
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort();
    return keys.flatMap((key) => differingPlaces(member(ours, key), member(theirs, key), [...place, key]));
  }
  return ours === theirs ? [] : [{ place, embedded: ours, chart: theirs }];
}

function member(mapping: { readonly [key: string]: unknown }, key: string): unknown {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}
