import type { IConstruct } from 'constructs';
import { withoutIgnored } from '../checks/ignore/apply';
import { redactProblem } from '../checks/redact-problem';
import { atField } from '../core/field-line';
import { type Finding, formatFinding, type Problem, type Where } from '../core/finding';
import { ignoresAt } from './ignores';
import { whereOf } from './origin';

/** A mistake, and where it was made if that is not the construct that tells of it. */
export type RecordedProblem = Problem & { readonly where?: Where };

const recorded = new WeakMap<IConstruct, Finding[]>();
const deferred = new WeakMap<IConstruct, () => readonly RecordedProblem[]>();

/**
 * Records a mistake that was found while `scope` was built, instead of throwing: one mistake must not hide the next.
 * An error among them makes cdk8s' own validation of the construct fail, unless it is ignored; a Fleet reports them with all
 * others. Secrets that the problem quotes are not recorded.
 */
export function recordFinding(scope: IConstruct, problem: RecordedProblem): void {
  recordedFor(scope).push(locate(scope, problem));
}

/**
 * Records, for a construct and once, how to find mistakes that can be known only when the whole tree is there. They are looked
 * for whenever findings are asked for.
 */
export function recordLater(scope: IConstruct, find: () => readonly RecordedProblem[]): void {
  recordedFor(scope);
  deferred.set(scope, find);
}

/** What was recorded for the constructs below `root`, in the order of the tree. */
export function recordedFindings(root: IConstruct): Finding[] {
  return root.node.findAll().flatMap(findingsAt);
}

function findingsAt(scope: IConstruct): readonly Finding[] {
  const later = deferred.get(scope)?.() ?? [];
  return [...(recorded.get(scope) ?? []), ...later.map((problem) => locate(scope, problem))];
}

function recordedFor(scope: IConstruct): Finding[] {
  const known = recorded.get(scope);
  if (known !== undefined) {
    return known;
  }
  const own: Finding[] = [];
  recorded.set(scope, own);
  scope.node.addValidation({ validate: () => errorsOf(withoutIgnored(findingsAt(scope), ignoresAt(scope))) });
  return own;
}

function locate(scope: IConstruct, problem: RecordedProblem): Finding {
  return { ...redactProblem(problem), where: problem.where ?? whereOf(scope) };
}

/** The errors among findings, one text each, at the lines of their fields. */
export function errorsOf(findings: readonly Finding[]): string[] {
  return findings.filter(({ severity }) => severity === 'error').map((finding) => formatFinding(atField(finding)));
}
