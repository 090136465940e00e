import type { Path } from '../../core/path';
import { referencesIn } from './expression';
import { referencePath } from './reference-path';
import { namesOf, type Step, type StepList } from './step-lists';

/** Where the variables of a Stage or task are used first. Looks at each expression once, however many are asked for. */
export class VariablePlaces {
  private readonly list: StepList;
  private vars: ReadonlyMap<string, Path> | undefined;
  private steps: ReadonlyMap<string, Step> | undefined;

  constructor(list: StepList) {
    this.list = list;
  }

  /** In the values of the variables that all steps have. */
  inVars(name: string): Path | undefined {
    this.vars ??= firsts(this.list.vars.map((by) => ({ names: used(by.value), of: [...by.path, 'value'] })));
    return this.vars.get(name);
  }

  /** In the steps, but for those that declare it themselves. */
  inSteps(name: string): Path | undefined {
    this.steps ??= firsts(
      this.list.steps.map((step) => {
        const own = namesOf(step.vars);
        return { names: used(step.fields).filter((wanted) => !own.has(wanted)), of: step };
      }),
    );
    const step = this.steps.get(name);
    return step && placeInStep(step, name);
  }
}

/** Where a step uses a variable. */
export function placeInStep({ fields, path }: Step, name: string): Path {
  return referencePath(fields, { of: 'vars', name }, path);
}

function used(value: unknown): string[] {
  return referencesIn(value).flatMap(({ of, name, guarded }) => (of === 'vars' && !guarded ? [name] : []));
}

function firsts<T>(uses: readonly { readonly names: readonly string[]; readonly of: T }[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const { names, of } of uses) {
    for (const name of names) {
      if (!found.has(name)) {
        found.set(name, of);
      }
    }
  }
  return found;
}
