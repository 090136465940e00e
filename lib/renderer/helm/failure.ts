import { RenderError } from '../renderer';

/** What the helm renderer, and pulling a chart for it, can fail with, besides mistakes in values. */
export type FailureId =
  | 'helm-missing'
  | 'helm-too-old'
  | 'helm-unusable'
  | 'chart-missing'
  | 'chart-invalid'
  | 'chart-not-kargo'
  | 'chart-failed'
  | 'chart-output'
  | 'chart-version'
  | 'chart-unlocked'
  | 'chart-digest'
  | 'chart-source'
  | 'chart-folder'
  | 'chart-pull-failed'
  | 'lock-invalid';

/** An error of a single problem. */
export function failure(id: FailureId, message: string, fix: string): RenderError {
  return new RenderError([{ severity: 'error', id, message, fix }]);
}

/**
 * Runs checks that do not depend on each other, so that one mistake does not hide the next.
 * @throws RenderError with what all of them found
 */
export function checkAll(...checks: readonly (() => unknown)[]): void {
  const problems = checks.flatMap((check) => {
    try {
      check();
      return [];
    } catch (error) {
      if (!(error instanceof RenderError)) {
        throw error;
      }
      return error.problems;
    }
  });
  if (problems.length > 0) {
    throw new RenderError(problems);
  }
}

/** What went wrong in words, for errors of the operating system and of parsers. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether an error of the operating system says that there is no such file. */
export function saysAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}
