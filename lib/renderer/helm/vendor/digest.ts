import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { failure, reasonOf, saysAbsent } from '../failure';

/** The sha256 of some bytes, in lower case hexadecimal. */
export function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * The sha256 of a file, in lower case hexadecimal.
 * @returns undefined when there is no such file
 * @throws RenderError `chart-missing` when it cannot be read
 */
export function sha256OfFile(path: string): string | undefined {
  try {
    return sha256Of(readFileSync(path));
  } catch (error) {
    if (saysAbsent(error)) {
      return undefined;
    }
    throw failure(
      'chart-missing',
      `the chart '${path}' cannot be read: ${reasonOf(error)}`,
      'move what is there out of the way, or make it readable',
    );
  }
}
