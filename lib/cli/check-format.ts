import { type Finding, formatWhere } from '../core/finding';

/** How findings are printed. */
export type Format = (findings: readonly Finding[]) => string;

/** One line a finding: `path:line: severity id: message`. What is about a whole file is at its line 1. */
const text: Format = (findings) =>
  findings
    .map((finding) => {
      const { file, line } = placeOf(finding);
      return `${visible(`${file}:${line ?? 1}: ${finding.severity} ${finding.id}: ${finding.message}`)}\n`;
    })
    .join('');

/** One JSON document; what a finding does not have is null. */
const json: Format = (findings) => {
  const list = findings.map((finding) => {
    const { severity, id, message, fix, object = null } = finding;
    const { file, line = null } = placeOf(finding);
    return { severity, id, message, fix, file, line, object };
  });
  return `${JSON.stringify({ findings: list }, null, 2)}\n`;
};

/** Workflow commands, which GitHub Actions shows at the lines of a pull request. */
const github: Format = (findings) =>
  findings
    .map((finding) => {
      const { severity, id, message, fix } = finding;
      const { file, line } = placeOf(finding);
      const properties = [
        `file=${property(file)}`,
        ...(line === undefined ? [] : [`line=${line}`]),
        `title=${property(id)}`,
      ];
      return `::${severity} ${properties.join(',')}::${data(`${message}\nfix: ${fix}`)}\n`;
    })
    .join('');

/** All formats, by the name that `--format` takes. */
export const FORMATS = { text, json, github } as const;

function placeOf({ where }: Finding): { file: string; line?: number } {
  return 'file' in where ? where : { file: formatWhere(where) };
}

/** Names in YAML may have line breaks and escape sequences in them, which would forge lines or colour a terminal. */
function visible(line: string): string {
  return line
    .replaceAll('\n', '\\n')
    .replaceAll(/\p{Cc}/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

// GitHub reads these escapes, and no others.
function data(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string): string {
  return data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
