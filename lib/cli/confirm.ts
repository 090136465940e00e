import { UserError } from '../core/user-error';

/**
 * Asks whether to do something.
 * @param yes whether the answer was given beforehand
 * @throws UserError where there is nobody to ask
 */
export async function isConfirmed(what: string, yes: boolean): Promise<boolean> {
  if (yes) {
    return true;
  }
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UserError(
      `nobody can be asked whether to ${what}`,
      'give --yes, or --dry-run to see what would be changed',
    );
  }
  const { default: confirm } = await import('@inquirer/confirm');
  try {
    return await confirm({ message: `${what}?`, default: false }, { output: process.stderr });
  } catch {
    // Ctrl-C.
    return false;
  }
}
