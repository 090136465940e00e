import { type Finding, formatWhere, type Problem, type Where } from '../../core/finding';
import { NameSet } from '../name-set';
import { redactProblem } from '../redact-problem';
import { didYouMean } from '../report';
import { IGNORABLE } from './ignorable';
import { IGNORE_PREFIX, type Ignore } from './ignore';
import { whyNever } from './never';

/** What is known of an ignore when everything that was going to be checked has been. */
export interface Outcome {
  /** Whether there was a finding that it is about. */
  readonly used: boolean;
  /** Whether every check has run. */
  readonly complete: boolean;
  /** The ids of everything that was found. */
  readonly found: ReadonlySet<string>;
}

const IGNORABLE_IDS = new NameSet(IGNORABLE);

/** `ignore-not-allowed`, `ignore-without-reason`, `ignore-unused`: what is wrong with an ignore. */
export function faultsOf(ignore: Ignore, outcome: Outcome): Finding[] {
  const why = whyNever(ignore.id);
  const problems =
    why !== undefined
      ? [notAllowed(ignore, why)]
      : ignore.reason === undefined
        ? [withoutReason(ignore)]
        : unused(ignore, outcome);
  const { where, object } = ignore;
  const field = ['metadata', 'annotations', IGNORE_PREFIX + ignore.id];
  return problems.map((problem) =>
    redactProblem({ ...problem, where, ...(object !== undefined && { object, field }) }),
  );
}

function notAllowed({ id }: Ignore, why: string): Problem {
  return {
    severity: 'error',
    id: 'ignore-not-allowed',
    message: `'${id}' cannot be ignored: ${why}`,
    fix: 'mend what it is about, and take the ignore away',
  };
}

function withoutReason({ id }: Ignore): Problem {
  return {
    severity: 'error',
    id: 'ignore-without-reason',
    message: `'${id}' is to be ignored without a reason, expected a text that says why`,
    fix: 'say why it is right here, or take the ignore away',
  };
}

function unused({ id, where, object }: Ignore, { used, complete, found }: Outcome): Problem[] {
  const what = object ?? formatWhere(where);
  if (!IGNORABLE_IDS.has(id) && !found.has(id)) {
    const fix = didYouMean(IGNORABLE_IDS.nearest(id), 'write the id as the finding has it, or take the ignore away');
    return [warning(`'${id}' is to be ignored for ${what}, and there is no finding of that name`, fix)];
  }
  return used || !complete || isMended(id, where)
    ? []
    : [warning(`'${id}' is to be ignored for ${what}, and is not found there`, 'take the ignore away')];
}

/** What is imported is written as it is stored: the ignore is for whoever checks or applies the files themselves. */
function isMended(id: string, where: Where): boolean {
  return id === 'admission-drift' && 'file' in where;
}

function warning(message: string, fix: string): Problem {
  return { severity: 'warning', id: 'ignore-unused', message, fix };
}
