import { type Reference, referencesIn } from './expression';
import type { Step } from './step-lists';

/** What a step refers to, as far as it must be there. */
export interface StepReference {
  readonly of: Reference['of'];
  readonly name: string;
  /** Whether it is looked up only where the step's condition holds. */
  readonly conditional: boolean;
}

/** What the expressions of a step refer to, without what they or the step's own condition ask for first. */
export function stepReferences({ fields, vars }: Step): StepReference[] {
  // Kargo 1.11 evaluates a step's variables before its condition, and its configuration only where that holds.
  const always = referencesIn([vars.map(({ value }) => value), fields['if']]);
  const later = referencesIn(fields['config']);
  const guarded = new Set(always.filter((reference) => reference.guarded).map(keyOf));
  const conditional = typeof fields['if'] === 'string' && fields['if'] !== '';
  return [
    ...always.map((reference) => ({ ...reference, conditional: false })),
    ...later.map((reference) => ({ ...reference, conditional })),
  ]
    .filter((reference) => !reference.guarded && !guarded.has(keyOf(reference)))
    .map(({ of, name, conditional: depends }) => ({ of, name, conditional: depends }));
}

function keyOf({ of, name }: Pick<Reference, 'of' | 'name'>): string {
  return `${of}\0${name}`;
}
