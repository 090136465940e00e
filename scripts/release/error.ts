/** Input that cannot be compared. The message is one line: what was got, and what to give instead. */
export class ReleaseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ReleaseError';
  }
}

/** A wrong command line. */
export class UsageError extends ReleaseError {}
