/** A command could not do what its user asked for, by no fault of the program: told without a stack trace. */
export class UserError extends Error {
  constructor(
    /** What went wrong; lower case, no period at the end. */
    message: string,
    /** What to do now; lower case, no period at the end. */
    readonly fix: string,
  ) {
    super(message);
    this.name = 'UserError';
  }
}

/** `error: message`, and the fix on a line of its own. */
export function formatUserError({ message, fix }: UserError): string {
  return `error: ${message}\n    fix: ${fix}`;
}
