import { type Finding, formatWhere, type IgnoredFinding } from '../core/finding';
import { visible } from '../core/visible';
import type { CheckFindingJson, CheckJson } from './json-output';

/** How findings are printed, and what of the ignored ones belongs beside them. */
export type Format = (findings: readonly Finding[], ignored: readonly IgnoredFinding[]) => string;

/**
 * One line a finding: `path:line: severity id: message`. What is about a whole file is at its line 1. Whoever reads these
 * lines one by one takes each for a mistake: the ignored ones are not among them.
 */
const text: Format = (findings) =>
  findings
    .map((finding) => `${visible(`${lineOf(finding)}: ${finding.severity} ${finding.id}: ${finding.message}`)}\n`)
    .join('');

/** One line each, for people: `ignored: path:line: id: message (reason)`. */
export function ignoredText(ignored: readonly IgnoredFinding[]): string {
  return ignored
    .map(
      (finding) => `${visible(`ignored: ${lineOf(finding)}: ${finding.id}: ${finding.message} (${finding.reason})`)}\n`,
    )
    .join('');
}

/** One JSON document; what a finding does not have is null. */
const json: Format = (findings, ignored) => {
  const document: CheckJson = {
    findings: findings.map(record),
    ignored: ignored.map((finding) => ({ ...record(finding), reason: finding.reason })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
};

function record(finding: Finding): CheckFindingJson {
  const { severity, id, message, fix, object = null } = finding;
  const { file, line = null } = placeOf(finding);
  return { severity, id, message, fix, file, line, object };
}

/** Workflow commands, which GitHub Actions shows at the lines of a pull request. */
const github: Format = (findings, ignored) =>
  [
    ...findings.map((finding) => command(finding.severity, finding, finding.id, `fix: ${finding.fix}`)),
    ...ignored.map((finding) => command('notice', finding, `ignored: ${finding.id}`, `reason: ${finding.reason}`)),
  ].join('');

function command(name: string, finding: Finding, title: string, rest: string): string {
  const { file, line } = placeOf(finding);
  const properties = [
    `file=${property(file)}`,
    ...(line === undefined ? [] : [`line=${line}`]),
    `title=${property(title)}`,
  ];
  return `::${name} ${properties.join(',')}::${data(`${finding.message}\n${rest}`)}\n`;
}

/** All formats, by the name that `--format` takes. */
export const FORMATS = { text, json, github } as const;

function lineOf(finding: Finding): string {
  const { file, line } = placeOf(finding);
  return `${file}:${line ?? 1}`;
}

function placeOf({ where }: Finding): { file: string; line?: number } {
  return 'file' in where ? where : { file: formatWhere(where) };
}

// GitHub reads these escapes, and no others.
function data(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string): string {
  return data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
