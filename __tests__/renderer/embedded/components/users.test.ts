import { rendered } from '../rendered';

const annotations = (oidc: Record<string, object>, name: string) =>
  rendered({ api: { oidc: JSON.parse(JSON.stringify(oidc)) } }).at(`ServiceAccount ${name}`, 'metadata', 'annotations');

describe('users', () => {
  test.each([
    ['admins', 'kargo-admin'],
    ['projectCreators', 'kargo-project-creator'],
    ['users', 'kargo-user'],
    ['viewers', 'kargo-viewer'],
  ])('with the claims of %s are %s', (key, name) => {
    const claims = { groups: ['b', 'a'], email: 'a&b@example.com' };
    expect(annotations({ [key]: { claims } }, name)).toEqual({
      'rbac.kargo.akuity.io/claims': '{"email":"a\\u0026b@example.com","groups":["b","a"]}',
    });
  });

  test('have no annotation without claims', () => {
    expect(rendered().at('ServiceAccount kargo-admin', 'metadata')).not.toHaveProperty('annotations');
  });

  test('are left out without the API server, and without the data plane', () => {
    expect(rendered({ api: { enabled: false } }).has('ServiceAccount kargo-admin')).toBe(false);
    expect(rendered({ dataPlane: { install: false } }).has('ServiceAccount kargo-admin')).toBe(false);
    expect(rendered({ workloads: { install: false } }).has('ServiceAccount kargo-admin')).toBe(true);
  });
});
