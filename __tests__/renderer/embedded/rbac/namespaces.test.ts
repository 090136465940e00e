import { rendered } from '../rendered';

describe.each([
  ['cluster-secrets', { createClusterSecretsRBAC: false }, { clusterSecretsNamespace: 'other' }],
  ['shared-resources', { sharedResources: { createRBAC: false } }, { sharedResources: { namespace: 'other' } }],
  ['system-resources', { systemResources: { createRBAC: false } }, { systemResources: { namespace: 'other' } }],
])('roles of the namespace for %s', (name, off, renamed) => {
  const rbac = (global: typeof off | typeof renamed | Record<string, never>) =>
    rendered({ global }).all.filter(
      ({ kind, metadata }) => kind.startsWith('Role') && metadata.name.includes(`-${name}-`),
    );

  test('are in that namespace', () => {
    expect(new Set(rbac({}).map(({ metadata }) => metadata.namespace))).toEqual(new Set([`kargo-${name}`]));
  });

  test('follow it to another name', () => {
    expect(new Set(rbac(renamed).map(({ metadata }) => metadata.namespace))).toEqual(new Set(['other']));
  });

  test('are left out where they are not to be installed', () => {
    expect(rbac({}).length).toBeGreaterThan(3);
    expect(rbac(off)).toEqual([]);
  });

  test('are left out without the data plane, but for what the controller needs', () => {
    const ids = rendered({ dataPlane: { install: false } }).ids.filter((id) => id.includes(`-${name}-`));
    expect(ids).toEqual([`RoleBinding kargo-controller-${name}-reader`]);
  });
});
