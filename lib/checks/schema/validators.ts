import stepSchemas from '../../../imports/steps.json';
import subscriptionSchemas from '../../../imports/subscriptions.json';
import { schemaOfKind } from './kinds';
import type { Schema } from './schema';
import { objectSchema, strict } from './structural';
import type { Validator } from './validator';

const STEPS = stepSchemas as unknown as { readonly [name: string]: Schema };
const SUBSCRIPTIONS = subscriptionSchemas as { readonly [kind: string]: Schema };

// Validators are loaded when they are first needed: a fleet without pipelines pays nothing.

const crds = () => require('../../../imports/validators-crds') as typeof import('../../../imports/validators-crds');
const steps = () => require('../../../imports/validators-steps') as typeof import('../../../imports/validators-steps');
const subscriptions = () =>
  require('../../../imports/validators-subscriptions') as typeof import('../../../imports/validators-subscriptions');

/** For objects of a kind, or undefined for a kind that nobody writes, or that Kargo 1.11.2 does not have. */
export function specValidator(kind: string): Validator | undefined {
  return validatorOf(crds().VALIDATORS, kind, () => objectSchema(schemaOfKind(kind) ?? {}));
}

/** For the config of a step, or undefined for a step that is not built in. */
export function stepValidator(name: string): Validator | undefined {
  return validatorOf(steps().VALIDATORS, name, () => STEPS[name] ?? {});
}

/** What `uses` of a built-in step says. */
export function builtInSteps(): readonly string[] {
  return Object.keys(steps().VALIDATORS);
}

/** For a subscription of a kind, or undefined for a kind that is not Kargo's own. */
export function subscriptionValidator(kind: string): Validator | undefined {
  return validatorOf(subscriptions().VALIDATORS, kind, () => strict(SUBSCRIPTIONS[kind] ?? {}));
}

/** Kargo's own kinds of subscriptions. */
export function subscriptionKinds(): readonly string[] {
  return Object.keys(subscriptions().VALIDATORS);
}

function validatorOf(
  validators: { readonly [name: string]: Validator['validate'] | undefined },
  name: string,
  schema: () => Schema,
): Validator | undefined {
  const validate = Object.hasOwn(validators, name) ? validators[name] : undefined;
  return validate && { validate, schema };
}
