import type { IConstruct } from 'constructs';
import { redactProblem } from '../checks/redact-problem';
import { type Finding, formatFinding, type Problem } from '../core/finding';

const recorded = new WeakMap<IConstruct, Finding[]>();

/**
 * Records a mistake that was found while `scope` was built, instead of throwing: one mistake must not hide the next.
 * An error among them makes cdk8s' own validation of the construct fail; a Fleet reports them with all others. Secrets that
 * the problem quotes are not recorded.
 */
export function recordFinding(scope: IConstruct, problem: Problem): void {
  let findings = recorded.get(scope);
  if (findings === undefined) {
    const own: Finding[] = [];
    findings = own;
    recorded.set(scope, own);
    scope.node.addValidation({ validate: () => errorsOf(own) });
  }
  findings.push({ ...redactProblem(problem), where: { construct: scope.node.path } });
}

/** What was recorded for the constructs below `root`, in the order of the tree. */
export function recordedFindings(root: IConstruct): Finding[] {
  return root.node.findAll().flatMap((construct) => recorded.get(construct) ?? []);
}

/** The errors among findings, one text each. */
export function errorsOf(findings: readonly Finding[]): string[] {
  return findings.filter(({ severity }) => severity === 'error').map(formatFinding);
}
