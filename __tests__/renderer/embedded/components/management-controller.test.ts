import type { JsonObject } from '../../../../lib';
import { problems, rendered } from '../rendered';

const data = (values: JsonObject) => rendered(values).data('kargo-management-controller');

describe('the management controller', () => {
  test('reconciles as many objects at a time as all kinds have, but for kinds with a number of their own', () => {
    const reconcilers = {
      maxConcurrentReconciles: 9,
      projects: { maxConcurrentReconciles: 2 },
      namespaces: { maxConcurrentReconciles: 0 },
    };
    expect(data({ managementController: { reconcilers } })).toMatchObject({
      MAX_CONCURRENT_PROJECT_RECONCILES: '2',
      MAX_CONCURRENT_PROJECT_CONFIG_RECONCILES: '9',
      MAX_CONCURRENT_NAMESPACE_RECONCILES: '9',
      MAX_CONCURRENT_SERVICE_ACCOUNT_RECONCILES: '9',
    });
  });

  test('knows the first namespace for credentials that the values of the controller name', () => {
    expect(data({ controller: { globalCredentials: { namespaces: ['a', 'b'] } } })).toMatchObject({
      GLOBAL_CREDENTIALS_NAMESPACE: 'a',
    });
    expect(data({})).not.toHaveProperty('GLOBAL_CREDENTIALS_NAMESPACE');
  });

  test('fails when globalCredentialsNamespaces has more than one item', () => {
    expect(problems({ globalCredentialsNamespaces: ['a'] })).toEqual([]);
    expect(problems({ globalCredentialsNamespaces: ['a', 'b'] })).toEqual([
      "value-invalid: value 'globalCredentialsNamespaces' has 2 items, expected at most one (leave it out, and use 'global.sharedResources.namespace')",
    ]);
  });
});
