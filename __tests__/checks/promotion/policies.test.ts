import { checkPolicies } from '../../../lib/checks/promotion/policies';
import { cluster, fleet, fleetWith, kargo } from '../fleet';

const config = (...promotionPolicies: readonly object[]) => ({
  ...kargo('ProjectConfig', 'apps', 'apps'),
  spec: { promotionPolicies },
});
const selector = (name: string) => ({ stageSelector: { name } });

test('policies that match a Stage are right', () => {
  const policies = [
    { stage: 'dev' },
    selector('dev'),
    selector('glob:*ev'),
    selector('regex:^d'),
    selector('regexp:o'),
  ];
  expect(checkPolicies(fleetWith(config(...policies)))).toEqual([]);
});

test('warns when a policy matches no Stage of its Project', () => {
  expect(checkPolicies(fleetWith(config({ stage: 'prod' }, selector('glob:*-dev'))))).toEqual([
    {
      severity: 'warning',
      id: 'policy-matches-nothing',
      message:
        "promotion policy 2 of ProjectConfig apps/apps is for 'glob:*-dev', which is the name of no Stage in namespace 'apps'",
      fix: 'name a Stage of the Project, or remove the policy',
      where: { construct: 'prod/ProjectConfig/apps' },
      object: 'ProjectConfig apps/apps',
      field: ['spec', 'promotionPolicies', 1, 'stageSelector', 'name'],
    },
  ]);
});

test.each([{ stage: 'dve' }, selector('dve'), selector('regex:^ev')])('warns of %j', (policy) => {
  expect(checkPolicies(fleetWith(config(policy)))).toHaveLength(1);
});

test('a policy that selects by labels, or by a pattern that only Go reads, is left alone', () => {
  const labels = { stageSelector: { matchLabels: { a: 'b' } } };
  expect(checkPolicies(fleetWith(config(labels, selector('regex:(?i)X'), selector('glob:[x]'))))).toEqual([]);
});

test('a Stage that is only known to exist counts, and a Project without any Stage in view is left alone', () => {
  const externals = [{ kind: 'Stage', namespace: 'apps', name: 'qa' }];
  expect(checkPolicies({ ...fleetWith(config({ stage: 'qa' })), externals })).toEqual([]);
  expect(checkPolicies(fleet({ clusters: [cluster('prod', config({ stage: 'qa' }))] }))).toEqual([]);
});
