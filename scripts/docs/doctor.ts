import { KNOWN_FINDINGS } from '../../lib/doctor/known-findings';
import { code, table } from './markdown';

/** All findings of the doctor. */
export function doctorTable(): string {
  const rows = Object.entries(KNOWN_FINDINGS).map(([id, { severity, says }]) => [code(id), severity, says]);
  return [
    '## All findings of the doctor',
    `There are ${rows.length}. With each it prints the cluster, the object, what is wrong with it, and the command or the edit that mends it. An error is what does not work, or is open to somebody who must not have it.`,
    table(['id', 'severity', 'what is wrong'], rows),
  ].join('\n\n');
}
