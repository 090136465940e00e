import { NO_COMPONENTS, type Objects, rendered } from '../rendered';

const isRbac = (id: string) => /^(?:Cluster)?Role(?:Binding)? /.test(id);
const rbac = (objects: Objects) => objects.ids.filter(isRbac);
const kinds = (objects: Objects) => [...new Set(rbac(objects).map((id) => id.split(' ')[0]))].sort();

describe('roles and bindings', () => {
  test('are of all four kinds', () => {
    expect(kinds(rendered())).toEqual(['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding']);
  });

  test('have no ClusterRoles where these are installed otherwise', () => {
    const objects = rendered({ rbac: { installClusterRoles: false } });
    expect(kinds(objects)).toEqual(['ClusterRoleBinding', 'Role', 'RoleBinding']);
  });

  test('have no ClusterRoleBindings where these are installed otherwise', () => {
    const objects = rendered({ rbac: { installClusterRoleBindings: false } });
    expect(kinds(objects)).toEqual(['ClusterRole', 'Role', 'RoleBinding']);
  });

  test('do not depend on whether workloads are installed', () => {
    expect(rbac(rendered({ workloads: { install: false } }))).toEqual(rbac(rendered()));
  });

  test('are only those for Argo CD where Kargo itself is in another cluster', () => {
    const dataPlane = { install: false, controller: { install: false } };
    expect(rbac(rendered({ dataPlane }))).toEqual([
      'ClusterRole kargo-controller-argocd',
      'ClusterRoleBinding kargo-controller-argocd',
    ]);
  });

  test('of a controller outlive it where other controllers use them', () => {
    const ids = rbac(rendered(NO_COMPONENTS));
    expect(ids.filter((id) => id.includes('kargo-controller'))).toEqual([
      'ClusterRole kargo-controller',
      'ClusterRole kargo-controller-read-secrets',
      'ClusterRole kargo-controller-rollouts',
      'Role kargo-controller',
    ]);
  });

  test.each([
    ['api', 'kargo-api'],
    ['externalWebhooksServer', 'kargo-external-webhooks-server'],
    ['garbageCollector', 'kargo-garbage-collector'],
    ['managementController', 'kargo-management-controller'],
    ['webhooksServer', 'kargo-webhooks-server'],
  ])('of the whole cluster are left out with their component: %s', (component, name) => {
    const ids = (enabled: boolean) =>
      rbac(rendered({ [component]: { enabled } })).filter((id) => id.startsWith('Cluster') && id.includes(` ${name}`));
    expect(ids(true)).toEqual(expect.arrayContaining([`ClusterRole ${name}`, `ClusterRoleBinding ${name}`]));
    expect(ids(false)).toEqual([]);
  });

  test('bind ServiceAccounts of the namespace of the release', () => {
    const objects = rendered({}, { namespace: 'elsewhere' });
    expect(objects.at('ClusterRoleBinding kargo-api', 'subjects')).toEqual([
      { kind: 'ServiceAccount', namespace: 'elsewhere', name: 'kargo-api' },
    ]);
  });

  test('bind only roles that are there', () => {
    const objects = rendered();
    const missing = objects.all
      .filter(({ kind }) => kind.endsWith('Binding'))
      .map(({ kind, metadata }) => objects.at(`${kind} ${metadata.name}`, 'roleRef') as { kind: string; name: string })
      .filter(({ kind, name }) => !objects.has(`${kind} ${name}`));
    expect(missing).toEqual([]);
  });
});
