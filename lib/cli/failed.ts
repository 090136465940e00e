import type { Finding } from '../core/finding';

/** Ends a command: mistakes of its user, to be printed without a stack trace. */
export class Failed extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(({ message }) => message).join('\n'));
    this.name = 'Failed';
  }
}
