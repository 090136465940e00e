import type { JsonObject } from '../../../../lib';
import { NO_COMPONENTS, rendered } from '../rendered';

const regex = (values: JsonObject) => rendered(values).data('kargo-webhooks-server')['CONTROLPLANE_USER_REGEX'];

describe('the webhooks server', () => {
  test('knows the ServiceAccounts of the components of the release as Kargo itself', () => {
    expect(regex({})).toBe(
      '^system:serviceaccount:kargo-ns:(kargo-api|kargo-controller|kargo-garbage-collector|kargo-management-controller)$',
    );
  });

  test('knows only components that are enabled', () => {
    expect(regex({ api: { enabled: false }, garbageCollector: { enabled: false } })).toBe(
      '^system:serviceaccount:kargo-ns:(kargo-controller|kargo-management-controller)$',
    );
  });

  test('knows the controller by its id', () => {
    expect(regex({ controller: { id: 'eu' } })).toContain('|kargo-controller-eu|');
  });

  test("knows the namespace of Kargo's own objects", () => {
    const values = { global: { kargoNamespace: 'elsewhere' } };
    expect(regex(values)).toMatch(/^\^system:serviceaccount:elsewhere:/);
    expect(rendered(values).data('kargo-webhooks-server')).toMatchObject({
      MANAGEMENT_CONTROLLER_USERNAME: 'system:serviceaccount:elsewhere:kargo-management-controller',
    });
  });

  test('knows whom the values name instead', () => {
    expect(regex({ webhooksServer: { controlplaneUserRegex: '^mine$' } })).toBe('^mine$');
  });

  test('knows nobody without other components, as in the chart', () => {
    expect(regex({ ...NO_COMPONENTS, webhooksServer: { enabled: true } })).toBeNull();
  });

  test('has a certificate signed by itself, unless there is one already', () => {
    const tls = { selfSignedCert: false, secretName: 'mine' };
    const objects = rendered({ webhooksServer: { tls } });
    expect(rendered().has('Certificate kargo-webhooks-server')).toBe(true);
    expect(objects.has('Certificate kargo-webhooks-server')).toBe(false);
    expect(JSON.stringify(objects.pod('kargo-webhooks-server')['volumes'])).toContain('"secretName":"mine"');
  });
});
