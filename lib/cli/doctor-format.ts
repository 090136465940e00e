import { visible } from '../core/visible';
import type { Diagnosis } from '../doctor/doctor';
import type { DoctorFinding } from '../doctor/finding';
import { missingLines } from './doctor-missing';
import type { DoctorJson } from './json-output';

/** A table of what was found, each with what mends it; then what is not known. */
export function formatDiagnosis(diagnosis: Diagnosis, clusters: number, format: 'text' | 'json'): string {
  const { findings, missing, answers } = diagnosis;
  if (format === 'json') {
    const healthy = findings.every(({ severity }) => severity === 'warning') && missing.length === 0;
    const document: DoctorJson = { healthy, clusters, answers, findings, missing };
    return `${JSON.stringify(document, undefined, 2)}\n`;
  }
  const counted = [count(findings, 'error'), count(findings, 'warning')].filter((each) => each !== undefined);
  const verdict = counted.join(', ') || (missing.length > 0 ? 'no error is known of' : 'nothing is wrong');
  const unknown = missing.length > 0 ? `, ${missing.length} missing` : '';
  const summary = `${verdict}: ${clusters} clusters, ${answers} answers${unknown}`;
  return `${[...table(findings), ...missingLines(missing), summary].join('\n')}\n`;
}

function table(findings: readonly DoctorFinding[]): string[] {
  const rows = findings.map(({ severity, cluster, id, object = '' }) => [severity, cluster, id, visible(object)]);
  const width = (column: number) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  const widths = [width(0), width(1), width(2)];
  return findings.flatMap(({ message, fix }, index) => [
    (rows[index] ?? [])
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
    `    ${visible(message)}`,
    `    fix: ${visible(fix)}`,
  ]);
}

function count(findings: readonly DoctorFinding[], severity: DoctorFinding['severity']): string | undefined {
  const found = findings.filter((each) => each.severity === severity).length;
  return found === 0 ? undefined : `${found} ${severity}${found === 1 ? '' : 's'}`;
}
