import { atField } from '../../core/field-line';
import { type Finding, type IgnoredFinding, sortFindings } from '../../core/finding';
import { groupBy } from '../report';
import { isKnownVersion } from '../schema/finding';
import type { FleetView } from '../view';
import { faultsOf } from './faults';
import { type Ignore, placeOf } from './ignore';
import { whyNever } from './never';

/** What remains of findings, and what does not count. */
export interface Applied {
  readonly findings: Finding[];
  readonly ignored: IgnoredFinding[];
}

/**
 * Takes away what is to be ignored, and tells what is wrong with the ignores: `ignore-not-allowed` and others. What is left
 * is at the lines of its fields.
 */
export function applyIgnores(findings: readonly Finding[], ignores: readonly Ignore[], view: FleetView): Applied {
  const complete = everyCheckRuns(view);
  const { rest, ignored, used } = split(findings, ignores);
  const found = new Set(findings.map(({ id }) => id));
  const faults = ignores.flatMap((ignore) => faultsOf(ignore, { used: used.has(ignore), complete, found }));
  return {
    findings: sortFindings([...rest, ...faults].map(atField)),
    ignored: sortFindings(ignored.map(atField)),
  };
}

/** Otherwise an ignore may be about what only another view shows. */
function everyCheckRuns(view: FleetView): boolean {
  return view.complete && view.unread !== true && view.controlPlane !== undefined && isKnownVersion(view);
}

/** Findings without those that are to be ignored, in the same order. */
export function withoutIgnored(findings: readonly Finding[], ignores: readonly Ignore[]): readonly Finding[] {
  return split(findings, ignores).rest;
}

interface Split {
  readonly rest: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
  /** The ignores that some finding is about, with a reason or without. */
  readonly used: ReadonlySet<Ignore>;
}

function split(findings: readonly Finding[], ignores: readonly Ignore[]): Split {
  if (ignores.length === 0) {
    return { rest: findings, ignored: [], used: new Set() };
  }
  const used = new Set<Ignore>();
  const rest: Finding[] = [];
  const ignored: IgnoredFinding[] = [];
  const effective = groupBy(
    ignores.filter(({ id }) => whyNever(id) === undefined),
    ({ id, where }) => `${id} ${placeOf(where)}`,
  );
  for (const finding of findings) {
    const there = effective.get(`${finding.id} ${placeOf(finding.where)}`) ?? [];
    const matching = there.filter((ignore) => isAbout(ignore, finding));
    for (const ignore of matching) {
      used.add(ignore);
    }
    const reason = matching.find((ignore) => ignore.reason !== undefined)?.reason;
    if (reason === undefined) {
      rest.push(finding);
    } else {
      ignored.push({ ...finding, reason });
    }
  }
  return { rest, ignored, used };
}

function isAbout(ignore: Ignore, { object }: Finding): boolean {
  return ignore.object === undefined || (object === undefined ? ignore.alone === true : object === ignore.object);
}
