import type { Problem } from '../core/finding';
import type { Difference } from './compare';
import { formatPlace } from './json-path';
import { type Tally, total } from './tally';
import type { Answer, Verdict } from './verdict';

/** What a person should read about one set of values; nothing where both sides agree. */
export function formatVerdict(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'equal':
      return '';
    case 'different':
      return verdict.differences.map(formatDifference).join('');
    case 'disagreed':
      return `the values are refused by one side only\n${sides(answer(verdict.embedded), answer(verdict.chart))}`;
    case 'refused':
      return `the values are refused by both sides\n${sides(reasons(verdict.embedded), reasons(verdict.chart))}`;
    case 'skipped':
      return `the values are not compared\n    embedded: ${reasons(verdict.problems)}\n`;
  }
}

/** `100 sets of values: 93 equal, 0 different, 5 refused by both, 2 skipped (not supported by the embedded renderer)`. */
export function formatTally(tally: Tally): string {
  const sets = total(tally) === 1 ? '1 set of values' : `${total(tally)} sets of values`;
  const { equal, different, refused, skipped } = tally;
  return `${sets}: ${equal} equal, ${different} different, ${refused} refused by both, ${skipped} skipped (not supported by the embedded renderer)\n`;
}

/** A difference on three lines: the object and the path, then what each side has there. */
function formatDifference({ object, place, kind, embedded, chart }: Difference): string {
  const isSecret = kind === 'Secret' && (place[0] === 'data' || place[0] === 'stringData');
  const show = place.length === 0 ? presence : isSecret ? hidden : shown;
  const where = place.length === 0 ? object : `${object}: ${formatPlace(place)}`;
  return `${where}\n${sides(show(embedded), show(chart))}`;
}

function sides(embedded: string, chart: string): string {
  return `    embedded: ${embedded}\n    chart:    ${chart}\n`;
}

function presence(value: unknown): string {
  return value === undefined ? 'no such object' : 'has it';
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

/** No secret is printed, whoever put it into the values. */
function hidden(value: unknown): string {
  return value === undefined ? 'nothing' : 'something else, not shown as it may be secret';
}

function answer(side: Answer): string {
  return 'objects' in side ? `renders ${side.objects} objects` : reasons(side.problems);
}

function reasons(problems: readonly Problem[]): string {
  return problems.map(({ id, message }) => `${id}: ${message.replaceAll('\n', '\n    ')}`).join('\n              ');
}
