/** What the expressions of a step may look up: variables by name, undefined for a value that is not known here. */
export interface Scope {
  readonly vars: ReadonlyMap<string, string | undefined>;
  readonly ctx: ReadonlyMap<string, string>;
}

const OPEN = '${{';
const CLOSE = '}}';
// A newer Kargo than 1.11 has other delimiters too.
const OTHER_OPEN = '${%';

// `vars.name`, `vars['name']`, and the same of `ctx`: nothing that would have to be computed.
const REFERENCE = /^\s*(vars|ctx)\s*(?:\.\s*([\p{L}_$][\p{L}\p{N}_$]*)|\[\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*\])\s*$/u;

// What Kargo 1.11 takes for another type than text when an expression gives it: numbers, truth values, any JSON.
const WORDS = /^(?:t|f|true|false|null|nan|[+-]?inf|[+-]?infinity)$/i;

/** The text that a template becomes, or undefined where that is not known here, or is no text. */
export function evaluate(template: unknown, scope: Scope): string | undefined {
  if (typeof template !== 'string' || template.includes(OTHER_OPEN)) {
    return undefined;
  }
  const [first = '', ...parts] = template.split(OPEN);
  let result = first;
  for (const part of parts) {
    const close = part.indexOf(CLOSE);
    const value = close < 0 ? undefined : lookUp(part.slice(0, close), scope);
    if (value === undefined) {
      return undefined;
    }
    result += value + part.slice(close + CLOSE.length);
  }
  return parts.length > 0 && !staysText(result) ? undefined : result;
}

function lookUp(expression: string, { vars, ctx }: Scope): string | undefined {
  const [, of, member, quoted, single] = REFERENCE.exec(expression) ?? [];
  const name = member ?? quoted ?? single ?? '';
  return of === 'vars' ? vars.get(name) : of === 'ctx' ? ctx.get(name) : undefined;
}

function staysText(result: string): boolean {
  return Number.isNaN(Number(result)) && !WORDS.test(result) && !/^["[{]|\s$/.test(result);
}
