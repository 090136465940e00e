import { checkPolicies } from '../../../lib/checks/promotion/policies';
import { cluster, fleet, fleetWith, kargo, stage } from '../fleet';

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
      fix: 'select a Stage of the Project, or remove the policy',
      where: { construct: 'prod/ProjectConfig/apps' },
      object: 'ProjectConfig apps/apps',
      field: ['spec', 'promotionPolicies', 1, 'stageSelector', 'name'],
    },
  ]);
});

test.each([{ stage: 'dve' }, selector('dve'), selector('regex:^ev')])('warns of %j', (policy) => {
  expect(checkPolicies(fleetWith(config(policy)))).toHaveLength(1);
});

test('a policy with a pattern that only Go reads is left alone', () => {
  expect(checkPolicies(fleetWith(config(selector('regex:(?i)X'), selector('glob:[x]'))))).toEqual([]);
});

describe('a policy that selects by labels', () => {
  const label = 'kargo.akuity.io/shard';
  const qa = {
    ...stage('qa', { nginx: [] }, { shard: 'eu' }),
    metadata: { name: 'qa', namespace: 'apps', labels: { tier: 'a', [label]: 'us' } },
  };
  const told = (stageSelector: object) =>
    checkPolicies(fleetWith(config({ stageSelector }), qa)).map(({ message, field }) => ({ message, field }));
  const PLACE = ['spec', 'promotionPolicies', 0, 'stageSelector'];

  test.each([
    { matchLabels: { tier: 'a' } },
    { matchLabels: { [label]: 'eu' } },
    { name: 'glob:q*', matchLabels: { tier: 'a' } },
    { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['a'] }] },
    { name: null, matchLabels: {} },
    { matchExpressions: [{ key: 'tier', operator: 'Gt', values: ['1'] }] },
  ])('is right where a Stage has them as it is stored: %j', (selected) => {
    expect(told(selected)).toEqual([]);
  });

  test.each([
    [{ matchLabels: { tier: 'b' } }, 'labels that are those of', 'matchLabels'],
    [{ matchLabels: { [label]: 'us' } }, 'labels that are those of', 'matchLabels'],
    [{ matchExpressions: [{ key: 'x', operator: 'Exists' }] }, 'labels that are those of', 'matchExpressions'],
    [{ name: 'dev', matchLabels: { tier: 'a' } }, "'dev' and labels, which together are those of", 'matchLabels'],
  ])('is a warning where no Stage has them: %j', (selected, what, field) => {
    expect(told(selected)).toEqual([
      {
        message: `promotion policy 1 of ProjectConfig apps/apps is for ${what} no Stage in namespace 'apps'`,
        field: [...PLACE, field],
      },
    ]);
  });

  test('may be for a Stage that is only known to exist', () => {
    const externals = [{ kind: 'Stage', namespace: 'apps', name: 'far' }];
    const policy = { stageSelector: { matchLabels: { tier: 'b' } } };
    expect(checkPolicies({ ...fleetWith(config(policy)), externals })).toEqual([]);
  });
});

test('a Stage that is only known to exist counts, and a Project without any Stage in view is left alone', () => {
  const externals = [{ kind: 'Stage', namespace: 'apps', name: 'qa' }];
  expect(checkPolicies({ ...fleetWith(config({ stage: 'qa' })), externals })).toEqual([]);
  expect(checkPolicies(fleet({ clusters: [cluster('prod', config({ stage: 'qa' }))] }))).toEqual([]);
});
