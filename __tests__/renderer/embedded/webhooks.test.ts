import type { JsonObject } from '../../../lib';
import { rendered } from './rendered';

const KINDS = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
const webhooks = (kind: string, values: JsonObject = {}) =>
  rendered(values).at(`${kind} kargo`, 'webhooks') as readonly JsonObject[];
const configurations = (values: JsonObject) => rendered(values).ids.filter((id) => id.includes('WebhookConfiguration'));

describe('admission webhooks', () => {
  test('are registered', () => {
    expect(configurations({})).toEqual(KINDS.map((kind) => `${kind} kargo`));
  });

  test('are not registered where they are not to be, nor without the data plane', () => {
    expect(configurations({ webhooks: { register: false } })).toEqual([]);
    expect(configurations({ dataPlane: { install: false } })).toEqual([]);
  });

  test('are registered also where the server itself runs elsewhere', () => {
    expect(configurations({ webhooksServer: { enabled: false } })).toHaveLength(2);
  });

  test.each(KINDS)('of the %s go to the server in the namespace of the release', (kind) => {
    const services = webhooks(kind).map(({ clientConfig }) => (clientConfig as JsonObject)['service']);
    expect(services.length).toBeGreaterThan(0);
    for (const service of services) {
      expect(service).toMatchObject({ name: 'kargo-webhooks-server', namespace: 'kargo-ns' });
    }
  });

  test.each(KINDS)('of the %s trust the authority that the values name, in base64', (kind) => {
    const tls = { selfSignedCert: false, caBundle: 'PEM' };
    for (const { clientConfig } of webhooks(kind, { webhooksServer: { tls } })) {
      expect(clientConfig).toMatchObject({ caBundle: 'UEVN' });
    }
  });

  test('leave the authority to cert-manager where that signs the certificate', () => {
    const tls = { selfSignedCert: true, caBundle: 'PEM' };
    expect(JSON.stringify(webhooks('MutatingWebhookConfiguration', { webhooksServer: { tls } }))).not.toContain(
      'caBundle',
    );
    const nobody = webhooks('MutatingWebhookConfiguration', { webhooksServer: { tls: { selfSignedCert: false } } });
    expect(JSON.stringify(nobody)).not.toContain('caBundle');
    expect(rendered().at('MutatingWebhookConfiguration kargo', 'metadata', 'annotations')).toEqual({
      'cert-manager.io/inject-ca-from': 'kargo-ns/kargo-webhooks-server',
    });
  });

  test('never block the deletion of what Kargo copied', () => {
    const policies = webhooks('ValidatingWebhookConfiguration').map(({ name, failurePolicy }) => [name, failurePolicy]);
    expect(policies.filter(([, policy]) => policy !== 'Fail')).toEqual([
      ['replicated-resource-delete.kargo.akuity.io', 'Ignore'],
    ]);
  });
});
