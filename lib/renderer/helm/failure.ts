import { RenderError } from '../renderer';

/** What the helm renderer can fail with, besides mistakes in values. */
export type FailureId =
  | 'helm-missing'
  | 'helm-too-old'
  | 'helm-unusable'
  | 'chart-missing'
  | 'chart-invalid'
  | 'chart-not-kargo'
  | 'chart-failed'
  | 'chart-output';

/** An error of a single problem. */
export function failure(id: FailureId, message: string, fix: string): RenderError {
  return new RenderError([{ severity: 'error', id, message, fix }]);
}

/** What went wrong in words, for errors of the operating system and of parsers. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
