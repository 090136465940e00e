import type { Problem } from '../../lib/core/finding';
import { RenderError } from '../../lib/renderer/renderer';

/** The problems that a call fails with. Fails the test when the call succeeds, or throws something else. */
export function problemsOf(call: () => unknown): readonly Problem[] {
  try {
    call();
  } catch (error) {
    if (error instanceof RenderError) {
      return error.problems;
    }
    throw error;
  }
  throw new Error('expected a RenderError, but nothing was thrown');
}

/** The problems that a promise is rejected with. Fails the test when it is not, or with something else. */
export async function problemsOfPromise(promise: Promise<unknown>): Promise<readonly Problem[]> {
  const outcome = await promise.then(
    () => () => undefined,
    (error: unknown) => () => {
      throw error;
    },
  );
  return problemsOf(outcome);
}
