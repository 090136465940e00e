import type { Problem } from '../core/finding';
import { redact } from './secret-text';

/** The same problem or finding without secrets: its words quote what it is about, and that may be one in the wrong place. */
export function redactProblem<T extends Problem>(problem: T): T {
  const { message, fix, object } = problem;
  return { ...problem, message: redact(message), fix: redact(fix), ...(object && { object: redact(object) }) };
}
