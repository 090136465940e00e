import type { Json, JsonObject } from '../../../core/kube-object';
import { isMapping } from '../../../core/values';
import { isPlainText, looksLikeNumber, readsAsOther } from './plain-text';

/** Go's YAML of a value is not known here. The message says why, ready to follow the path of the value. */
export class UnknownYaml extends Error {}

// go-yaml 2 folds lines beyond this column.
const WIDTH = 80;

// Text for which go-yaml 2 has rules of its own: times, the key for merging, and numbers other than these simple ones.
const SPECIAL = /^(?:\d{4}-\d|[-+]?\d[\d_]*:|<<$)/;
const SIMPLE_NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?$/;
const PRINTABLE = /^[\n\x20-\x7E\u00A1-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

/**
 * YAML as Helm's `toYaml` writes it, byte for byte: needed where the chart puts YAML inside of text.
 * @throws UnknownYaml for what go-yaml 2 writes in ways that this does not know: folded lines, unusual blocks and keys
 */
export function goYaml(value: Json): string {
  return node(value, 0).join('\n');
}

function node(value: Json, indent: number): string[] {
  if (isFilledList(value)) {
    return value.flatMap((item) => listItem(item, indent));
  }
  if (isFilledMapping(value)) {
    return Object.entries(value)
      .sort(([a], [b]) => compareKeys(a, b))
      .flatMap(([key, member]) => mapEntry(key, member, indent));
  }
  return scalar(value, indent, indent);
}

function listItem(item: Json, indent: number): string[] {
  if (isFilledList(item)) {
    throw new UnknownYaml('holds a list directly inside of a list');
  }
  const [first = '', ...rest] = node(item, indent + 2);
  return [`${' '.repeat(indent)}- ${first.trimStart()}`, ...rest];
}

function mapEntry(key: string, value: Json, indent: number): string[] {
  if (!/^[A-Za-z][A-Za-z_.-]*$/.test(key) || !isPlainText(key)) {
    throw new UnknownYaml(`holds the key '${key}'`);
  }
  const start = `${' '.repeat(indent)}${key}:`;
  if (isFilledList(value)) {
    return [start, ...node(value, indent)];
  }
  if (isFilledMapping(value)) {
    return [start, ...node(value, indent + 2)];
  }
  const [first = '', ...rest] = scalar(value, start.length + 1, indent + 2);
  return [`${start} ${first}`, ...rest];
}

/** go-yaml sorts letters by their code, and the few other characters that are left here before them. */
function compareKeys(a: string, b: string): number {
  return a.replaceAll('_', '?') < b.replaceAll('_', '?') ? -1 : 1;
}

function scalar(value: Json, column: number, blockIndent: number): string[] {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new UnknownYaml(`holds the number ${value}`);
  }
  return typeof value === 'string' ? text(value, column, blockIndent) : [JSON.stringify(value)];
}

function text(value: string, column: number, blockIndent: number): string[] {
  if (!PRINTABLE.test(value) || SPECIAL.test(value) || (looksLikeNumber(value) && !SIMPLE_NUMBER.test(value))) {
    throw new UnknownYaml('holds text with unusual characters, or text that looks like a time or a number');
  }
  if (value.includes('\n')) {
    return block(value, blockIndent);
  }
  const line = readsAsOther(value) ? `"${value}"` : isPlainText(value) ? value : `'${value.replaceAll("'", "''")}'`;
  if (line.includes(' ') && column + line.length > WIDTH) {
    throw new UnknownYaml('holds a line that is long enough to be folded');
  }
  return [line];
}

function block(value: string, indent: number): string[] {
  if (/^\s| (?:\n|$)|\n\n$/.test(value)) {
    throw new UnknownYaml('holds text of several lines with white space at the beginning or end of one');
  }
  const lines = value.replace(/\n$/, '').split('\n');
  return [value.endsWith('\n') ? '|' : '|-', ...lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line))];
}

function isFilledList(value: Json): value is readonly Json[] {
  return Array.isArray(value) && value.length > 0;
}

function isFilledMapping(value: Json): value is JsonObject {
  return isMapping(value) && Object.keys(value).length > 0;
}
