import { writtenAt } from './field-line';
import type { Where } from './finding';
import type { Path } from './path';

/**
 * How to make a text of what YAML reads as a number or a truth value: `quote it: 'y'`, as it is written where that is known.
 * @param field where it is in what comes from the place
 */
export function quoteFix(where: Where, field: Path, value: unknown): string {
  return `quote it: '${writtenAt(where, field) ?? value}'`;
}
