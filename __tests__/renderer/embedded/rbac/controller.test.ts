import type { JsonObject } from '../../../../lib';
import { rendered } from '../rendered';

const controller = (values: JsonObject, more: JsonObject = {}) => rendered({ ...more, controller: values });
const argocd = (values: JsonObject, more: JsonObject = {}) =>
  controller({ id: 'eu', argocd: values }, more).all.filter(
    ({ kind, metadata }) =>
      metadata.name.endsWith('-argocd') || (kind.startsWith('Role') && metadata.namespace === 'argocd'),
  );
const names = (objects: ReturnType<typeof argocd>) => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

describe('access to Argo CD', () => {
  test('is to all namespaces', () => {
    expect(names(argocd({}))).toEqual([
      'ClusterRole kargo-controller-eu-argocd',
      'ClusterRoleBinding kargo-controller-eu-argocd',
    ]);
  });

  test('is to one namespace where the values say so, by a Role without the id of the controller', () => {
    const objects = argocd({ watchArgocdNamespaceOnly: true });
    expect(names(objects)).toEqual(['Role kargo-controller', 'RoleBinding kargo-controller-eu']);
    expect(objects[1]).toMatchObject({ roleRef: { kind: 'Role', name: 'kargo-controller' } });
  });

  test('is to the namespace that the values name', () => {
    const namespaces = (values: JsonObject) =>
      controller({ argocd: values }).all.filter(({ metadata }) => metadata.namespace === 'gitops').length;
    expect(namespaces({ watchArgocdNamespaceOnly: true, namespace: 'gitops' })).toBe(2);
    expect(names(argocd({ watchArgocdNamespaceOnly: true, namespace: null }))).toHaveLength(2);
  });

  test('is none without the integration', () => {
    expect(argocd({ integrationEnabled: false })).toEqual([]);
    expect(argocd({ integrationEnabled: false, watchArgocdNamespaceOnly: true })).toEqual([]);
  });

  test('is none where it is not to be installed', () => {
    expect(argocd({}, { argocd: { dataPlane: { kargoController: { install: false } } } })).toEqual([]);
  });

  test('of one namespace leaves out what is not to be installed', () => {
    const only = { watchArgocdNamespaceOnly: true };
    expect(names(argocd(only, { argocd: { dataPlane: { install: false } } }))).toEqual([
      'RoleBinding kargo-controller-eu',
    ]);
    expect(names(argocd(only, { argocd: { dataPlane: { kargoController: { install: false } } } }))).toEqual([
      'Role kargo-controller',
    ]);
  });
});

describe('access to Secrets', () => {
  const READ_SECRETS = { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] };

  test('is given Project by Project', () => {
    const objects = rendered();
    expect(objects.at('ClusterRole kargo-controller', 'rules')).not.toContainEqual(READ_SECRETS);
    expect(objects.at('ClusterRole kargo-controller-read-secrets', 'rules')).toEqual([READ_SECRETS]);
  });

  test('is to all of them where the values say so, and nobody has to give it', () => {
    const objects = controller({ serviceAccount: { clusterWideSecretReadingEnabled: true } });
    expect(objects.at('ClusterRole kargo-controller', 'rules')).toContainEqual(READ_SECRETS);
    expect(objects.has('ClusterRole kargo-controller-read-secrets')).toBe(false);
    expect(objects.data('kargo-management-controller')['MANAGE_CONTROLLER_ROLE_BINDINGS']).toBe('false');
  });
});

describe('access to verifications', () => {
  const rollouts = (values: JsonObject) =>
    controller({ rollouts: values }).ids.filter((id) => id.includes('kargo-controller-rollouts'));

  test('is given unless the integration is off', () => {
    expect(rollouts({})).toEqual([
      'ClusterRole kargo-controller-rollouts',
      'ClusterRoleBinding kargo-controller-rollouts',
    ]);
    expect(rollouts({ integrationEnabled: false })).toEqual([]);
  });
});

describe("access to Kargo's own namespaces", () => {
  const readers = (values: JsonObject) =>
    rendered(values).ids.filter((id) => /^RoleBinding kargo-controller-.*-reader$/.test(id));

  test.each([
    ['cluster-secrets', { createClusterSecretsRBAC: false }],
    ['shared-resources', { sharedResources: { createRBAC: false } }],
    ['system-resources', { systemResources: { createRBAC: false } }],
  ])('is given unless it is not to be installed: %s', (name, global) => {
    expect(readers({})).toContain(`RoleBinding kargo-controller-${name}-reader`);
    expect(readers({ global })).not.toContain(`RoleBinding kargo-controller-${name}-reader`);
    expect(readers({ global })).toHaveLength(2);
  });

  test('is not given where the controller needs nothing in this cluster', () => {
    expect(readers({ dataPlane: { controller: { install: false } } })).toEqual([]);
    expect(readers({ controller: { enabled: false } })).toEqual([]);
  });
});
