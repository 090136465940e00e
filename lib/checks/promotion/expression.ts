import { isMapping } from '../../core/values';

/** What an expression looks up by a name that is written out. */
export interface Reference {
  readonly of: 'vars' | 'outputs' | 'task.outputs';
  readonly name: string;
  /** Whether the expression itself asks whether there is such a thing, so that a missing one is no mistake. */
  readonly guarded: boolean;
}

// What fasttemplate, with which Kargo 1.11 finds expressions, takes for their begin and end. It knows no literals.
const OPEN = '${{';
const CLOSE = '}}';

// Tokens of expr-lang 1.17: comments, literals, numbers, names, the operators that matter here, any other character. What
// is not closed goes on to the end.
const TOKEN =
  /\/\*.*?(?:\*\/|$)|\/\/[^\n]*|"(?:[^"\\]|\\.?)*(?:"|$)|'(?:[^'\\]|\\.?)*(?:'|$)|`[^`]*(?:`|$)|\.?\d[\w.]*|[\p{L}_$][\p{L}\p{N}_$]*|\?\.|\?\?|\S/gsu;
const NAME = /^[\p{L}_$]/u;
const LITERAL = /^(["'`])[^\\]*\1$/u;
const COMMENT = /^\/[/*]/;

// With one of these, an expression may well be right although what it names is not there, or may mean another thing by
// the same word.
const GUARDS: ReadonlySet<string> = new Set(['?.', '??', 'nil', 'in', 'let', 'get']);

/** The expressions in a text, without their braces. */
export function expressionsIn(text: string): string[] {
  const found: string[] = [];
  let open = text.indexOf(OPEN);
  while (open >= 0) {
    const close = text.indexOf(CLOSE, open + OPEN.length);
    if (close < 0) {
      break;
    }
    found.push(text.slice(open + OPEN.length, close));
    open = text.indexOf(OPEN, close + CLOSE.length);
  }
  return found;
}

/** What one expression refers to. Names that it computes are not among them. */
export function referencesOf(expression: string): Reference[] {
  const tokens = (expression.match(TOKEN) ?? []).filter((token) => !COMMENT.test(token));
  const guarded = tokens.some((token) => GUARDS.has(token));
  return tokens.flatMap((token, i) => {
    const before = tokens[i - 1];
    if (before === '.' || before === '?.') {
      return [];
    }
    if (token === 'vars' || token === 'outputs') {
      return reference(token, tokens, i + 1, guarded);
    }
    const inner = token === 'task' ? member(tokens, i + 1) : undefined;
    return inner?.name === 'outputs' ? reference('task.outputs', tokens, inner.next, guarded) : [];
  });
}

/** What all expressions in a value refer to: in a text, and in the texts of a list or mapping, however deep. */
export function referencesIn(value: unknown): Reference[] {
  const found: Reference[] = [];
  const todo: unknown[] = [value];
  while (todo.length > 0) {
    const next = todo.pop();
    if (typeof next === 'string') {
      found.push(...expressionsIn(next).flatMap(referencesOf));
    } else if (Array.isArray(next) || isMapping(next)) {
      for (const child of Object.values(next).reverse()) {
        todo.push(child);
      }
    }
  }
  return found;
}

function reference(of: Reference['of'], tokens: readonly string[], at: number, guarded: boolean): Reference[] {
  const found = member(tokens, at);
  return found === undefined ? [] : [{ of, name: found.name, guarded }];
}

/** The member that is taken of what stands before a place, as `.name`, `?.name`, `['name']` or `?.['name']`. */
function member(tokens: readonly string[], at: number): { readonly name: string; readonly next: number } | undefined {
  const [operator, ...rest] = tokens.slice(at, at + 4);
  const dot = operator === '.' || operator === '?.';
  const [first, second, third] = dot ? rest : [operator, ...rest];
  if (dot && first !== undefined && NAME.test(first)) {
    return { name: first, next: at + 2 };
  }
  const literal = first === '[' && third === ']' && second !== undefined ? literalText(second) : undefined;
  return literal === undefined ? undefined : { name: literal, next: at + (dot ? 4 : 3) };
}

/** The text of a literal; one with an escape in it, or without an end, is left alone. */
function literalText(token: string): string | undefined {
  return token.length > 1 && LITERAL.test(token) ? token.slice(1, -1) : undefined;
}
