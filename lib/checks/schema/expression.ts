import { isMapping } from '../../core/values';

/** Whether a text holds an expression: Kargo evaluates it when the step runs, and the result may be of any type. */
export function isExpression(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${{');
}

/** Whether a member of a mapping or list is an expression. */
export function hasExpression(value: unknown): boolean {
  const members = Array.isArray(value) ? value : isMapping(value) ? Object.values(value) : [];
  return members.some(isExpression);
}
