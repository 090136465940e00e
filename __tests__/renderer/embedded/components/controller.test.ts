import type { JsonObject } from '../../../../lib';
import { rendered } from '../rendered';

const data = (controller: JsonObject, more: JsonObject = {}) =>
  rendered({ ...more, controller }).data('kargo-controller');

describe('the controller', () => {
  test('has no shard, and is the default, by default', () => {
    expect(data({})).toMatchObject({ IS_DEFAULT_CONTROLLER: 'true' });
    expect(data({})).not.toHaveProperty('SHARD_NAME');
  });

  test('of a shard is not the default unless the values say so', () => {
    expect(data({ shardName: 'eu' })['SHARD_NAME']).toBe('eu');
    expect(data({ shardName: 'eu' })).not.toHaveProperty('IS_DEFAULT_CONTROLLER');
    expect(data({ shardName: 'eu', isDefault: true })).toMatchObject({ IS_DEFAULT_CONTROLLER: 'true' });
  });

  test('reconciles as many objects at a time as all kinds have, but for kinds with a number of their own', () => {
    const reconcilers = {
      maxConcurrentReconciles: 9,
      stages: { maxConcurrentReconciles: 2 },
      promotions: { maxConcurrentReconciles: 0 },
    };
    expect(data({ reconcilers })).toMatchObject({
      MAX_CONCURRENT_STAGE_RECONCILES: '2',
      MAX_CONCURRENT_PROMOTION_RECONCILES: '9',
      MAX_CONCURRENT_WAREHOUSE_RECONCILES: '9',
      MAX_CONCURRENT_CONTROL_FLOW_RECONCILES: '9',
    });
  });

  test('signs commits with the key that the values name', () => {
    const signingKeySecret = { name: 'key', type: 'ssh' };
    const objects = rendered({ controller: { gitClient: { signingKeySecret } } });
    expect(objects.data('kargo-controller')).toMatchObject({
      GITCLIENT_SIGNING_KEY_TYPE: 'ssh',
      GITCLIENT_SIGNING_KEY_PATH: '/etc/kargo/git/signingKey',
    });
    expect(objects.pod('kargo-controller')['volumes']).toContainEqual({
      name: 'git',
      secret: { secretName: 'key', defaultMode: 0o644 },
    });
    expect(data({})).not.toHaveProperty('GITCLIENT_SIGNING_KEY_PATH');
    expect(data({})['GITCLIENT_SIGNING_KEY_TYPE']).toBe('gpg');
  });

  test('knows the address of the API server of the same release only', () => {
    expect(data({})['API_SERVER_BASE_URL']).toBe('https://localhost');
    expect(data({}, { api: { enabled: false } })).not.toHaveProperty('API_SERVER_BASE_URL');
  });

  test('knows nothing of Argo CD and of Rollouts without the integrations', () => {
    const off = { integrationEnabled: false };
    const found = data({ argocd: off, rollouts: { ...off, controllerInstanceID: 'x' } });
    expect(found).toMatchObject({ ARGOCD_INTEGRATION_ENABLED: 'false', ROLLOUTS_INTEGRATION_ENABLED: 'false' });
    expect(found).not.toHaveProperty('ARGOCD_NAMESPACE');
    expect(found).not.toHaveProperty('ROLLOUTS_CONTROLLER_INSTANCE_ID');
  });

  test('has a role of AWS where the values name one', () => {
    const iamRole = 'arn:aws:iam::123:role/kargo';
    const annotations = { a: 'b' };
    const objects = rendered({ controller: { serviceAccount: { iamRole, annotations } } });
    expect(objects.at('ServiceAccount kargo-controller', 'metadata', 'annotations')).toEqual({
      'eks.amazonaws.com/role-arn': iamRole,
      a: 'b',
    });
  });
});
