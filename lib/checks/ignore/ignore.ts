import type { Where } from '../../core/finding';
import { describe, type KubeObject } from '../../core/kube-object';
import { mapping } from '../read';
import { groupBy } from '../report';
import { redact } from '../secret-text';
import type { FleetView, ViewObject } from '../view';

/** What stands before the id of a finding in the annotation that silences it, with the reason as its value. */
export const IGNORE_PREFIX = 'ignore-check.cdk8s-kargo/';

/** That findings of an id do not count at a place. */
export interface Ignore {
  readonly id: string;
  readonly where: Where;
  /** Why, on one line, without secrets. @default - no reason is given, so that nothing is silenced */
  readonly reason?: string;
  /** The object that the finding must be about, as findings name it. @default - any, or none in particular */
  readonly object?: string;
  /** Whether that object is the only one of its place, so that what is about no object is about this one. @default false */
  readonly alone?: boolean;
}

/** The reason that somebody gives: on one line, without secrets; undefined where it is no text, or has no words in it. */
export function reasonOf(given: unknown): string | undefined {
  const reason = typeof given === 'string' ? redact(given).replaceAll(/\s+/g, ' ').trim() : '';
  return reason === '' ? undefined : reason;
}

/** What the annotations of all objects of a fleet say is to be ignored about them. */
export function ignoresIn({ clusters, applications = [] }: FleetView): Ignore[] {
  return annotatedIgnores([...clusters, ...applications].flatMap(({ objects }) => objects));
}

/** What the annotations of objects say is to be ignored about them. */
export function annotatedIgnores(objects: readonly ViewObject[]): Ignore[] {
  const annotated = objects.map((at) => ({ at, ids: idsOf(at.object) })).filter(({ ids }) => ids.length > 0);
  if (annotated.length === 0) {
    return [];
  }
  const places = groupBy(objects, ({ where }) => placeOf(where));
  return annotated.flatMap(({ at: { object, where }, ids }) =>
    ids.map((id) => ({
      id,
      where,
      reason: reasonOf(annotationsOf(object)[IGNORE_PREFIX + id]),
      object: redact(describe(object)),
      alone: places.get(placeOf(where))?.length === 1,
    })),
  );
}

/**
 * Groups of what one finding would tell of together: what is to be ignored is in a group of its own, so that ignoring it
 * does not silence the rest.
 */
export function ignoredApart<T>(items: readonly T[], id: string, objectOf: (item: T) => KubeObject): T[][] {
  const isIgnored = (item: T) => Object.hasOwn(annotationsOf(objectOf(item)), IGNORE_PREFIX + id);
  const counted = items.filter((item) => !isIgnored(item));
  return [...(counted.length === 0 ? [] : [counted]), ...items.filter(isIgnored).map((item) => [item])];
}

/** A text for each place, no two of which are the same. */
export function placeOf(where: Where): string {
  return 'construct' in where ? `construct ${where.construct}` : `file ${where.line ?? ''}:${where.file}`;
}

function idsOf(object: KubeObject): string[] {
  return Object.keys(annotationsOf(object))
    .filter((key) => key.startsWith(IGNORE_PREFIX))
    .map((key) => key.slice(IGNORE_PREFIX.length));
}

function annotationsOf({ metadata }: KubeObject): { readonly [key: string]: unknown } {
  return mapping(mapping(metadata)['annotations']);
}
