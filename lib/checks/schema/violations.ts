import { hasExpression, isExpression } from './expression';
import { joinMisspelt } from './misspelt';
import { type Validator, type Violation, violationsOf } from './validator';

/** Violations of a schema, a choice between schemas as one and not as all that is wrong with each of them. */
export function violationsOfText(validator: Validator, value: unknown): readonly Violation[] {
  return joinMisspelt(sorted(violationsOf(validator, value)).outside);
}

/**
 * The violations that remain whatever the expressions in a value evaluate to: an expression may stand for any value, and a
 * choice between schemas holds where expressions could make it hold.
 */
export function violationsOfExpressions(validator: Validator, value: unknown): readonly Violation[] {
  const { outside, inside } = sorted(violationsOf(validator, value));
  return joinMisspelt(outside.filter((violation) => !isExcused(violation, inside)));
}

/** What is wrong with each branch of a choice, by the number of the branch. */
type Inside = ReadonlyMap<Violation, ReadonlyMap<number, readonly Violation[]>>;

/** Tells apart what is wrong with a value and what is wrong with a branch of a choice. Linear in the number of violations. */
function sorted(all: readonly Violation[]): { readonly outside: readonly Violation[]; readonly inside: Inside } {
  const choices = new Map(
    all.filter(isChoice).map((choice) => [keyOf(choice.schemaPath, choice.instancePath), choice]),
  );
  const outside: Violation[] = [];
  const inside = new Map<Violation, Map<number, Violation[]>>();
  for (const violation of all) {
    const found = branchOf(violation, choices);
    if (found === undefined) {
      outside.push(violation);
      continue;
    }
    const branches = inside.get(found.choice) ?? new Map<number, Violation[]>();
    branches.set(found.branch, [...(branches.get(found.branch) ?? []), violation]);
    inside.set(found.choice, branches);
  }
  return { outside, inside };
}

function isChoice({ keyword }: Violation): boolean {
  return keyword === 'oneOf' || keyword === 'anyOf';
}

function keyOf(schemaPath: string, instancePath: string): string {
  return `${schemaPath}\0${instancePath}`;
}

/** The innermost choice within which a violation is, and its branch: the choice is about the same value or one around it. */
function branchOf(
  { schemaPath, instancePath }: Violation,
  choices: ReadonlyMap<string, Violation>,
): { readonly choice: Violation; readonly branch: number } | undefined {
  for (const match of [...schemaPath.matchAll(/\/(?:oneOf|anyOf)(?=\/(\d+)\/)/g)].reverse()) {
    const path = schemaPath.slice(0, match.index + match[0].length);
    const places = instancePath.split('/');
    for (let depth = places.length; depth > 0; depth--) {
      const choice = choices.get(keyOf(path, places.slice(0, depth).join('/')));
      if (choice !== undefined) {
        return { choice, branch: Number(match[1]) };
      }
    }
  }
  return undefined;
}

function isExcused(violation: Violation, inside: Inside): boolean {
  const { keyword, data, params = {} } = violation;
  if (isExpression(data)) {
    return true;
  }
  switch (keyword) {
    case 'additionalProperties':
      return isExpression(params.additionalProperty);
    case 'uniqueItems':
      return hasExpression(data);
    case 'oneOf':
    case 'anyOf':
      // Where several branches hold, an expression may make all but one of them fail.
      return Array.isArray(params.passingSchemas)
        ? hasExpression(data)
        : [...(inside.get(violation)?.values() ?? [])].some((branch) =>
            branch.every((each) => isExcused(each, inside)),
          );
    default:
      return false;
  }
}
