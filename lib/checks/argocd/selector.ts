import { isMapping } from '../../core/values';
import { list, mapping, text } from '../read';
import { evaluate, type Scope } from './template';

/** Whether labels are those that a step selects. */
export type Selector = (labels: { readonly [key: string]: unknown }) => boolean;

/** The selector of a step, or undefined where one of its values is not known here, or it is none. */
export function selectorOf(value: unknown, scope: Scope): Selector | undefined {
  const { matchLabels, matchExpressions } = mapping(value);
  const requirements = [
    ...Object.entries(mapping(matchLabels)).map(([key, wanted]) => requirement(key, 'In', [wanted], scope)),
    ...list(matchExpressions).map((expression) => {
      const { key, operator, values } = mapping(expression);
      return requirement(text(key), operator, list(values), scope);
    }),
  ];
  const known = requirements.filter((one) => one !== undefined);
  return isMapping(value) && known.length > 0 && known.length === requirements.length
    ? (labels) => known.every((matches) => matches(labels))
    : undefined;
}

function requirement(
  key: string | undefined,
  operator: unknown,
  values: readonly unknown[],
  scope: Scope,
): Selector | undefined {
  const wanted = values.map((value) => evaluate(value, scope));
  if (key === undefined || wanted.includes(undefined)) {
    return undefined;
  }
  const has: Selector = (labels) => Object.hasOwn(labels, key);
  const isOne: Selector = (labels) => has(labels) && wanted.some((value) => value === labels[key]);
  switch (operator) {
    case 'In':
      return isOne;
    case 'NotIn':
      return (labels) => !isOne(labels);
    case 'Exists':
      return has;
    case 'DoesNotExist':
      return (labels) => !has(labels);
    default:
      return undefined;
  }
}
