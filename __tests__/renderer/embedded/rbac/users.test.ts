import { rendered } from '../rendered';

const USERS = [
  ['admin', 'kargo-admin'],
  ['projectCreator', 'kargo-project-creator'],
  ['user', 'kargo-user'],
  ['viewer', 'kargo-viewer'],
] as const;
const ADDED = { apiGroups: ['example.com'], resources: ['things'], verbs: ['get'] };

describe.each(USERS)('the role %s', (key, name) => {
  test('has the rules that the values add, last', () => {
    const objects = rendered({ api: { clusterRoles: { [key]: { additionalRules: [ADDED] } } } });
    const rules = objects.at(`ClusterRole ${name}`, 'rules') as unknown[];
    expect(rules.at(-1)).toEqual(ADDED);
    expect(rules).toHaveLength((rendered().at(`ClusterRole ${name}`, 'rules') as unknown[]).length + 1);
  });

  test('knows verifications unless the API server does not', () => {
    const rules = (integrationEnabled: boolean) =>
      JSON.stringify(rendered({ api: { rollouts: { integrationEnabled } } }).at(`ClusterRole ${name}`, 'rules'));
    expect(rules(true)).toContain('argoproj.io');
    expect(rules(false)).not.toContain('argoproj.io');
  });
});

describe('Secrets of Projects', () => {
  const rules = (secretManagementEnabled: boolean, id: string) =>
    JSON.stringify(rendered({ api: { secretManagementEnabled } }).at(id, 'rules'));

  test("are managed by Projects' admins unless that is off", () => {
    expect(rules(true, 'ClusterRole kargo-project-admin')).toContain('secrets');
    expect(rules(false, 'ClusterRole kargo-project-admin')).not.toContain('secrets');
  });

  test('are only read by the API server where it does not manage them', () => {
    expect(rules(true, 'Role kargo-api')).toContain('"*"');
    expect(rules(false, 'Role kargo-api')).not.toContain('"*"');
  });

  test('that are shared are managed by the API server unless that is off', () => {
    const subjects = (secretManagementEnabled: boolean) =>
      rendered({ api: { secretManagementEnabled } }).at('RoleBinding kargo-shared-resources-admin', 'subjects');
    expect(subjects(true)).toContainEqual(expect.objectContaining({ name: 'kargo-api' }));
    expect(subjects(false)).not.toContainEqual(expect.objectContaining({ name: 'kargo-api' }));
  });
});
