import { isMapping } from '../core/values';
import { list, mapping, text } from './read';

/** Whether labels are those that are selected. */
export type Selector = (labels: { readonly [key: string]: unknown }) => boolean;

/** The text that a value in a selector stands for, or undefined where that is not known here. */
type Evaluate = (value: unknown) => string | undefined;

/**
 * A selector as Kubernetes has them, with `matchLabels` and `matchExpressions`.
 * @param evaluate what a value stands for; @default - itself, if it is a text
 * @returns undefined where one of its values is not known here, or it selects nothing by labels
 */
export function selectorOf(value: unknown, evaluate: Evaluate = itself): Selector | undefined {
  const { matchLabels, matchExpressions } = mapping(value);
  const requirements = [
    ...Object.entries(mapping(matchLabels)).map(([key, wanted]) => requirement(key, 'In', [wanted], evaluate)),
    ...list(matchExpressions).map((expression) => {
      const { key, operator, values } = mapping(expression);
      return requirement(text(key), operator, list(values), evaluate);
    }),
  ];
  const known = requirements.filter((one) => one !== undefined);
  return isMapping(value) && known.length > 0 && known.length === requirements.length
    ? (labels) => known.every((matches) => matches(labels))
    : undefined;
}

function itself(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function requirement(
  key: string | undefined,
  operator: unknown,
  values: readonly unknown[],
  evaluate: Evaluate,
): Selector | undefined {
  const wanted = values.map(evaluate);
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
