import { checkVerificationArguments } from '../../../lib/checks/promotion/verification-arguments';
import { fleetWith } from '../fleet';
import { stageOf, vars } from './lists';

const found = (value: unknown, own: { readonly [name: string]: string } = {}, template = {}) => {
  const args = [{ name: 'url', value }];
  const view = fleetWith(stageOf('x', [], { vars: vars(own), verification: { args } }, template));
  return checkVerificationArguments(view).map(({ id, message, fix }) => `${id}: ${message} | ${fix}`);
};

test('an argument may use the variables of the Stage, and what it asks for first', () => {
  expect(
    found("${{ vars.env }}${{ vars['env'] }}${{ vars.b ?? 'x' }} ${{ ctx.stage }} vars.c", { env: 'dev' }),
  ).toEqual([]);
});

test('fails when an argument uses a variable that nothing declares', () => {
  expect(found('${{ vars.evn }}-${{ vars.evn }}', { env: 'dev' })).toEqual([
    "variable-undeclared: Stage apps/x uses variable 'evn' in argument 'url' of its verification, which nothing declares, so it would not be there | did you mean 'env'?",
  ]);
});

test('fails when only the promotion template declares a variable of an argument', () => {
  expect(found('${{ vars.env }}', {}, { env: 'dev' })).toEqual([
    "variable-undeclared: Stage apps/x uses variable 'env' in argument 'url' of its verification, which only its 'promotionTemplate' declares, so it would not be there | declare 'env' in 'spec.vars' of the Stage",
  ]);
});

test('fails when an argument uses outputs of a step', () => {
  expect(found('${{ outputs.commit.id }}')).toEqual([
    "output-missing: Stage apps/x uses outputs['commit'] in argument 'url' of its verification, where no outputs of steps are there | use a variable of the Stage's 'spec.vars', or write the value",
  ]);
});
