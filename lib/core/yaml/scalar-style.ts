// How to write a piece of text so that every common YAML reader gives the same text back.
//
// The readers that count: kubectl, helm, Flux and Argo CD (go-yaml 2, YAML 1.1), PyYAML (1.1), js-yaml and yaml (1.2).
// Where one of them could see a number, a date, a boolean or null, the text is quoted, which no reader minds.

/** Text in which every character can be seen, and means the same to every reader. */
// No control characters (go-yaml refuses them, DEL among them), no line separators of YAML 1.1 (U+0085, U+2028, U+2029), no byte
// order mark, no no-break space that looks like another one.
export const READABLE = /^[\t\n\x20-\x7E\u00A1-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

/** Text that is not just one line. */
export const SEVERAL_LINES_OR_TAB = /[\t\n]/;

// Letters, digits and the few other beginnings that are common in manifests: `/path`, `./path`, `$VAR`, `^regex`, `-f`, `--flag`.
const PLAIN_BEGINNING = /^(?:[\p{L}\p{Nd}_/$(^]|\.\.?\/|\.\p{L}|--?\p{L})/u;
const PLAIN_BREAKER = /[\t\n]|:(?: |$)| #| $/;
// The last of them, `e5`, is a number for the npm package `yaml` 2.9 in its mode for YAML 1.1.
const READ_AS_WORD = /^(?:y|n|yes|no|on|off|true|false|null|[-.]*(?:nan|inf|infinity|e[-+]?\d+))$/i;
// Wider than any reader's numbers and dates, yet without the letters of `100m`, `256Mi` and `30s`. Exponents, hexadecimal,
// octal, binary, sexagesimal (`1:30`), underscores, dates with times.
const READ_AS_NUMBER = /^\p{Nd}[\da-fopxtz_.,:+ -]*$/iu;

/** Whether text needs no quotes. */
export function isPlain(text: string): boolean {
  return (
    PLAIN_BEGINNING.test(text) &&
    !PLAIN_BREAKER.test(text) &&
    !READ_AS_NUMBER.test(text) &&
    !READ_AS_WORD.test(text) &&
    READABLE.test(text)
  );
}

// A block that begins with white space needs an indentation indicator, and one that begins with a tab is refused by go-yaml
// even so. White space at the end of a line, and more than one line break at the end of the text, are lost on the way through
// editors and Git hooks without a trace: in quotes they are seen.
/** Whether text of several lines can be written as a literal block. */
export function isBlock(text: string): boolean {
  return text.includes('\n') && !/^\s|[ \t](?:\n|$)|\n\n$/.test(text);
}
