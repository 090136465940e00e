import { redact } from '../checks/secret-text';
import { accessText } from './access-text';
import type { Difference } from './differences';

const GIVES_RIGHTS = /^(roleRef|subjects|rules|aggregationRule)\b/;
const LONGEST = 60;
/** How much of what two long values have in common is shown before they part. */
const COMMON = 12;
/** So many items of a list are named. */
const FEW = 3;

/** What gives rights comes first, and labels come last. */
function weightOf({ path }: Difference): number {
  return GIVES_RIGHTS.test(path) ? 0 : path.startsWith('metadata.') ? 2 : 1;
}

/** The weightiest of differences, each in words, and how many more there are. */
export function describeDifferences(found: readonly Difference[], secret = false): string {
  const sorted = [...found].sort((a, b) => weightOf(a) - weightOf(b));
  const told = sorted.filter((each, index) => index === 0 || weightOf(each) === 0);
  const more = found.length > told.length ? `, and ${found.length - told.length} more` : '';
  return `${told.map((each) => describeDifference(each, secret)).join('; ')}${more}`;
}

/** `spec.replicas is 1, expected 2`; without values where they could be secret. */
export function describeDifference({ path, expected, got, items }: Difference, secret = false): string {
  if (secret) {
    return got === undefined ? `${path} is not there` : `${path} is otherwise`;
  }
  if (items !== undefined) {
    const said = [
      ...(items.more.length > 0 ? [`only the cluster has ${listed(items.more)}`] : []),
      ...(items.lacking.length > 0 ? [`only dist has ${listed(items.lacking)}`] : []),
    ];
    return `${path}: ${said.join(', and ')}`;
  }
  if (expected === undefined) {
    return `${path} is ${cut(textOf(got))}, and dist has none`;
  }
  const [one, other] = [textOf(expected), textOf(got)];
  if (got === undefined) {
    return `${path} is not there, expected ${cut(one)}`;
  }
  const start = Math.max(one.length, other.length) > LONGEST ? Math.max(0, commonLength(one, other) - COMMON) : 0;
  return `${path} is ${cut(other, start)}, expected ${cut(one, start)}`;
}

function listed(items: readonly unknown[]): string {
  const more = items.length > FEW ? `; and ${items.length - FEW} more` : '';
  return `${items
    .slice(0, FEW)
    .map((item) => redact(accessText(item) ?? cut(textOf(item))))
    .join('; ')}${more}`;
}

function textOf(value: unknown): string {
  return redact(JSON.stringify(value) ?? '');
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) {
    length += 1;
  }
  return length;
}

function cut(text: string, start = 0): string {
  const end = start + LONGEST;
  return `${start > 0 ? '...' : ''}${text.slice(start, end)}${text.length > end ? '...' : ''}`;
}
