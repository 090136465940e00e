import { isMapping } from '../../lib/core/values';

/** Input that cannot be imported. The message is one line: what was got, and what to give instead. */
export class ImportError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ImportError';
  }
}

/** Whether a caught error is one of the operating system, such as EACCES. */
export function isSystemError(error: unknown): boolean {
  return isMapping(error) && typeof error['code'] === 'string';
}

/** The reason of a caught error, on one line. */
export function reasonOf(error: unknown): string {
  const message = isMapping(error) && typeof error['message'] === 'string' ? error['message'] : String(error);
  return message.split('\n', 1)[0] ?? '';
}
