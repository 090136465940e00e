import { checkPolicyNames } from '../../../lib/checks/promotion/policy-names';
import { fleetWith, kargo } from '../fleet';

const found = (...promotionPolicies: readonly unknown[]) =>
  checkPolicyNames(fleetWith({ ...kargo('ProjectConfig', 'apps', 'apps'), spec: { promotionPolicies } })).map(
    ({ id, message }) => `${id}: ${message}`,
  );
const selector = (name: string) => ({ stageSelector: { name } });

test('policies for different Stages, for patterns and for labels are right', () => {
  const labels = { stageSelector: { matchLabels: { tier: 'dev' } } };
  const patterns = [selector('glob:*-dev'), selector('glob:*-dev'), selector('regex:^d'), selector('regexp:^d')];
  expect(found({ stage: 'dev' }, selector('prod'), labels, labels, ...patterns, null)).toEqual([]);
});

test('fails when two policies are for one Stage', () => {
  expect(found({ stage: 'dev' }, selector('prod'), selector('dev'))).toEqual([
    "policy-invalid: promotion policy 3 of ProjectConfig apps/apps is for Stage 'dev', and so is policy 1",
  ]);
});

test('fails when a policy has a pattern of an unknown kind', () => {
  expect(found(selector('prefix:dev'))).toEqual([
    "policy-invalid: promotion policy 1 of ProjectConfig apps/apps is for 'prefix:dev', of which 'prefix:' is no kind of pattern",
  ]);
});
