// What go-yaml 2, with which helm and kubectl read YAML, takes for something else than text. Dates and `1:30` are text to it.
const WORD =
  /^(?:|~|<<|null|Null|NULL|[yYnN]|(?:yes|no|on|off|true|false)|(?:Yes|No|On|Off|True|False)|(?:YES|NO|ON|OFF|TRUE|FALSE))$/;
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const DECIMAL = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const OTHER_BASE = /^[-+]?0[xXbBoO][-+\da-fA-F]*$/;

const BEGINNING_WITH_A_MEANING = /^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:\s|$)|---|\.\.\.)/;
const INNER_MEANING = /:(?:\s|$)|\s#/;
const ONE_CLEAN_LINE = /^[\x20-\x7E\u00A1-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

/** Whether YAML may read text that stands there without quotes as a number; it ignores underscores in most places. */
export function looksLikeNumber(text: string): boolean {
  const digits = text.replaceAll('_', '');
  return NOT_FINITE.test(text) || DECIMAL.test(digits) || OTHER_BASE.test(digits);
}

/** Whether YAML reads text that stands there without quotes as a number, a boolean or null. */
export function readsAsOther(text: string): boolean {
  return WORD.test(text) || looksLikeNumber(text);
}

/** Whether YAML reads text that stands there without quotes as that same text. */
export function isPlainText(text: string): boolean {
  return (
    !readsAsOther(text) &&
    text.trim() === text &&
    !BEGINNING_WITH_A_MEANING.test(text) &&
    !INNER_MEANING.test(text) &&
    ONE_CLEAN_LINE.test(text)
  );
}
