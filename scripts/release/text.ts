import { countChanges, type Difference, type Differences } from './difference';
import type { Report } from './report';

const SIGNS = { new: '+', gone: '-', changed: '~' } as const;

/** The longest value that is written out, in characters. */
const LONGEST = 240;

/** The report for people. Every section begins with how many things are new, gone and changed. */
export function textOf({ versions, values, objects, crds, steps, subscriptions, notes }: Report): string {
  const sections = [
    `Kargo ${versions.old} -> ${versions.new}   (+ new, - gone, ~ changed)`,
    section('values', values, withValues),
    ...Object.entries(objects).map(([name, differences]) => section(`objects of case ${name}`, differences, named)),
    ...groups('CRD fields', crds),
    ...(steps === undefined ? [] : groups('step fields', steps)),
    ...(subscriptions === undefined ? [] : groups('subscription fields', subscriptions)),
    ...(notes.length === 0 ? [] : [['notes', ...notes.map((note) => `  ${note}`)].join('\n')]),
  ];
  return sections.join('\n\n');
}

function groups(title: string, byName: Differences): string[] {
  const all = section(title, Object.values(byName).flat(), () => []);
  return [all, ...Object.entries(byName).map(([name, differences]) => section(name, differences, withValues))];
}

function section(title: string, differences: readonly Difference[], lines: (difference: Difference) => string[]) {
  const count = countChanges(differences);
  const head = `${title}: ${count.new} new, ${count.gone} gone, ${count.changed} changed`;
  return [head, ...differences.flatMap(lines).map((line) => `  ${line}`)].join('\n');
}

/** An object: whole ones are too long to be written out. */
function named({ change, path, within = [] }: Difference): string[] {
  return [`${SIGNS[change]} ${path}`, ...inside(within)];
}

function withValues(difference: Difference): string[] {
  const { change, path, below, within } = difference;
  const name = `${SIGNS[change]} ${path === '' ? '(all of it)' : path}`;
  const more = below === undefined ? '' : ` (and ${below} below)`;
  return within === undefined ? [`${name}${more}${valuesOf(difference)}`] : [name, ...inside(within)];
}

function inside(within: readonly Difference[]): string[] {
  return within.flatMap(withValues).map((line) => `    ${line}`);
}

function valuesOf({ change, path, old, new: now }: Difference): string {
  if (change === 'changed') {
    return `: ${short(old)} -> ${short(now)}`;
  }
  const value = change === 'new' ? now : old;
  return path === '' ? '' : `: ${short(value)}`;
}

function short(value: unknown): string {
  const text = value === undefined ? 'unset' : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
