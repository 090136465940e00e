import { admittedStage, admittedWarehouse } from '../admission/admission';
import type { Finding } from '../core/finding';
import { describe } from '../core/kube-object';
import type { Path } from '../core/path';
import { isMapping } from '../core/values';
import { formatPath } from './path';
import { type Located, located } from './pipelines';
import { objectWarning } from './report';
import { isKnownVersion } from './schema/finding';
import type { FleetView } from './view';

/** A value that is stored otherwise than it is written. */
interface Drift {
  readonly path: Path;
  /** Undefined where nothing is written. */
  readonly written: unknown;
  readonly stored: unknown;
}

const MOST_NAMED = 3;

/**
 * `admission-drift`: a Stage or Warehouse that is stored otherwise than it is written (Kargo 1.11), so that a GitOps tool
 * shows a difference for ever: values in another form, and defaults added to what is in a list, which a three-way merge
 * compares as a whole. A default added outside of lists is none to `kubectl diff` or Argo CD, which look only at what is
 * written; nor is the label of the shard.
 */
export function checkAdmissionDrift(view: FleetView): Finding[] {
  return (isKnownVersion(view) ? located(view, 'Stage', 'Warehouse') : []).flatMap((place) => {
    const drifts = driftsOf(place);
    const [first] = drifts;
    if (first === undefined) {
      return [];
    }
    const named = drifts.slice(0, MOST_NAMED).map(describeDrift).join(', ');
    const more = drifts.length > MOST_NAMED ? `, and ${drifts.length - MOST_NAMED} more` : '';
    const message = `${describe(place.at.object)} is stored otherwise than it is written, which a GitOps tool shows as drift for ever: ${named}${more}`;
    const fix = `write what is stored, for example '${formatPath(first.path)}: ${String(first.stored)}'`;
    return [objectWarning(place.at, 'admission-drift', message, fix, first.path)];
  });
}

function driftsOf({ at: { object } }: Located): Drift[] {
  const stored = object.kind === 'Stage' ? admittedStage(object) : admittedWarehouse(object);
  return differences(object['spec'], stored['spec'], ['spec'], false);
}

function differences(written: unknown, stored: unknown, path: Path, inList: boolean): Drift[] {
  if (Array.isArray(written) && Array.isArray(stored)) {
    return stored.flatMap((item, i) => differences(written[i], item, [...path, i], true));
  }
  if (isMapping(written) && isMapping(stored)) {
    return Object.entries(stored).flatMap(([key, member]) => differences(written[key], member, [...path, key], inList));
  }
  const absent = written === undefined || written === null;
  return written === stored || (absent && !inList) ? [] : [{ path, written, stored }];
}

function describeDrift({ path, written, stored }: Drift): string {
  const got = written === undefined || written === null ? 'nothing' : JSON.stringify(written);
  return `${formatPath(path)} is ${JSON.stringify(stored)} instead of ${got}`;
}
