import { isBlock, isPlain, READABLE, SEVERAL_LINES_OR_TAB } from './scalar-style';

/**
 * Text as a YAML scalar: plain where nothing in it can be taken for something else, as a literal block where it has several
 * ordinary lines, in quotes otherwise.
 * @param indent of the lines of a block
 */
export function scalarText(text: string, indent: string): string {
  if (isPlain(text)) {
    return text;
  }
  if (!READABLE.test(text)) {
    return doubleQuoted(text);
  }
  if (!SEVERAL_LINES_OR_TAB.test(text)) {
    return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
  }
  return isBlock(text) ? literalBlock(text, indent) : doubleQuoted(text);
}

/** Text as the key of a mapping, always on one line. */
export function keyText(text: string): string {
  return /[\t\n]/.test(text) ? doubleQuoted(text) : scalarText(text, '');
}

// What JSON escapes, YAML reads in the same way; what else is not readable has an escape in JSON as well.
function doubleQuoted(text: string): string {
  return [...JSON.stringify(text)].map((char) => (READABLE.test(char) ? char : escaped(char))).join('');
}

/** What YAML has short escapes for, beyond those of JSON. */
const SHORT: { readonly [char: string]: string } = {
  '\u0085': '\\N',
  '\u00A0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function escaped(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return SHORT[char] ?? (code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`);
}

function hex(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, '0');
}

function literalBlock(text: string, indent: string): string {
  const ends = text.endsWith('\n');
  const lines = (ends ? text.slice(0, -1) : text).split('\n');
  return [ends ? '|' : '|-', ...lines.map((line) => (line === '' ? '' : `${indent}${line}`))].join('\n');
}
