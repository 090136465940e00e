import type { DataValidateFunction } from 'ajv/dist/types';
import { list, mapping } from '../read';

/** Where a CRD has its rules. */
export const CEL_KEYWORD = 'x-kubernetes-validations';

/** A rule of a CRD in words and as a function. */
interface Rule {
  /** What the rule wants of the value, ready to follow `should`. */
  readonly wants: string;
  readonly holds: (self: unknown) => boolean;
}

/**
 * The CEL rules of Kargo's CRDs (1.11.2) by their text. The API server evaluates them before it stores an object; here
 * each is written by hand, and one that is missing here is not checked.
 */
export const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  [
    'has(self.uses) && !has(self.task)',
    {
      wants: "have 'uses' and not 'task': a task cannot call another one",
      holds: (self) => has(self, 'uses') && !has(self, 'task'),
    },
  ],
  [
    '(has(self.uses) ? !has(self.task) : has(self.task))',
    {
      wants: "have exactly one of 'uses' and 'task'",
      holds: (self) => has(self, 'uses') !== has(self, 'task'),
    },
  ],
  [
    '!has(self.task) || !has(self.continueOnError)',
    {
      wants: "not have 'continueOnError' beside 'task'",
      // Kargo's webhook drops `false` before the rule is evaluated.
      holds: (self) => !has(self, 'task') || !mapping(self)['continueOnError'],
    },
  ],
  [
    '!has(self.task) || !has(self.retry)',
    {
      wants: "not have 'retry' beside 'task'",
      holds: (self) => !has(self, 'task') || !has(self, 'retry'),
    },
  ],
  [
    'has(self.stage) ? !has(self.stageSelector) : has(self.stageSelector)',
    {
      wants: "have exactly one of 'stage' and 'stageSelector'",
      holds: (self) => has(self, 'stage') !== has(self, 'stageSelector'),
    },
  ],
  [
    'has(self.freight) != has(self.origin)',
    {
      wants: "have exactly one of 'freight' and 'origin'",
      holds: (self) => has(self, 'freight') !== has(self, 'origin'),
    },
  ],
  ["self.size() == 0 || self[0] == 'Failed' || self[0] == 'Errored'", memberRule(0, 'Failed', 'Errored')],
  ["self.size() <= 1 || self[1] == 'Failed' || self[1] == 'Errored'", memberRule(1, 'Failed', 'Errored')],
  ["self.size() == 0 || self[0] == 'Failed' || self[0] == 'Error'", memberRule(0, 'Failed', 'Error')],
  ["self.size() <= 1 || self[1] == 'Failed' || self[1] == 'Error'", memberRule(1, 'Failed', 'Error')],
]);

function memberRule(index: number, ...allowed: readonly string[]): Rule {
  return {
    wants: `hold nothing but ${allowed.map((value) => `'${value}'`).join(' and ')}`,
    holds: (self) => {
      const members = list(self);
      return members.length <= index || allowed.some((value) => value === members[index]);
    },
  };
}

/** The API server drops a member that is null before it evaluates rules. */
function has(self: unknown, field: string): boolean {
  const value = mapping(self)[field];
  return value !== undefined && value !== null;
}

/** Makes of the rules in a schema what ajv calls for every value that they are about. */
export function brokenRules(rules: readonly { readonly rule: string }[]): DataValidateFunction {
  const known = rules.flatMap(({ rule }) => RULES.get(rule) ?? []);
  const validate: DataValidateFunction = (value: unknown) => {
    // Two rules about two members of one list want the same: it is told once.
    const wants = new Set(known.filter(({ holds }) => !holds(value)).map((rule) => rule.wants));
    validate.errors = [...wants].map((message) => ({ keyword: CEL_KEYWORD, message, params: {} }));
    return wants.size === 0;
  };
  return validate;
}
