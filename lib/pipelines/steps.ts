import type { ExpressionVariable, PromotionStep } from '../../imports/kargo';
import type { StepConfigs } from '../../imports/steps';
import { isMapping } from '../core/values';

/** A step that Kargo has built in, with the configuration that belongs to it. */
export type BuiltInStep = {
  readonly [Uses in keyof StepConfigs]: Omit<PromotionStep, 'uses' | 'config' | 'task'> & {
    readonly uses: Uses;
    readonly config?: StepConfigs[Uses];
    readonly task?: never;
  };
}[keyof StepConfigs];

/** A step that calls a PromotionTask. Kargo refuses `if`, `config`, `continueOnError` and `retry` beside it (Kargo 1.11). */
export interface TaskStep extends Pick<PromotionStep, 'as' | 'vars'> {
  readonly task: NonNullable<PromotionStep['task']>;
  readonly uses?: never;
}

/** A step of a promotion. */
export type Step = BuiltInStep | TaskStep | CustomStep;

/** A step that is not one of Kargo's own, as `customStep` gives it. */
export type CustomStep = PromotionStep & { readonly uses: never };

/** A step that Kargo gets from somebody else, so that the type of its configuration is not known here. */
export function customStep(step: PromotionStep & { readonly uses: string }): CustomStep {
  return step as CustomStep;
}

/** Variables by name, or as a list in which later ones may refer to earlier ones. */
export type Variables = { readonly [name: string]: string } | readonly ExpressionVariable[];

/** Variables as Kargo has them. */
export function variableList(variables: Variables | undefined): readonly ExpressionVariable[] | undefined {
  // What is neither is handed on, so that the schema tells of it.
  return isByName(variables) ? Object.entries(variables).map(([name, value]) => ({ name, value })) : variables;
}

function isByName(variables: Variables | undefined): variables is { readonly [name: string]: string } {
  return isMapping(variables);
}
