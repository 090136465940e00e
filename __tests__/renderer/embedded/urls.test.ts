import type { JsonObject } from '../../../lib';
import { rendered } from './rendered';

const apiUrl = (api: JsonObject) => rendered({ api }).data('kargo-controller')['API_SERVER_BASE_URL'];
const hooksUrl = (values: JsonObject) =>
  rendered(values).data('kargo-external-webhooks-server')['EXTERNAL_WEBHOOK_SERVER_BASE_URL'];

describe('the address of the API server', () => {
  test.each([
    ['https, as it has TLS', {}, 'https://localhost'],
    ['http without TLS', { tls: { enabled: false } }, 'http://localhost'],
    ['https when TLS ends before it', { tls: { enabled: false, terminatedUpstream: true } }, 'https://localhost'],
    ['that of its Ingress', { tls: { enabled: false }, ingress: { enabled: true } }, 'https://localhost'],
    ['http when its Ingress has no TLS', { ingress: { enabled: true, tls: { enabled: false } } }, 'http://localhost'],
    ['below its path', { host: 'kargo.example.com', basePath: '/kargo' }, 'https://kargo.example.com/kargo'],
  ])('is %s', (_name, api, url) => {
    expect(apiUrl(api)).toBe(url);
  });
});

describe('the address of the external webhooks server', () => {
  const api = { host: 'kargo.example.com', basePath: '/kargo', ingress: { enabled: true } };

  test.each([
    ['its own', { externalWebhooksServer: { host: 'hooks.example.com' } }, 'https://hooks.example.com'],
    ['that of its own Ingress', { api, externalWebhooksServer: { ingress: { enabled: true } } }, 'https://localhost'],
    ["a path of the API server's Ingress", { api }, 'https://kargo.example.com/kargo/webhooks'],
    [
      "its own path of the API server's Ingress",
      { api, externalWebhooksServer: { basePath: '/hooks' } },
      'https://kargo.example.com/hooks',
    ],
    ['its own when the API server is off', { api: { ...api, enabled: false } }, 'https://localhost'],
  ])('is %s', (_name, values, url) => {
    expect(hooksUrl(values)).toBe(url);
  });
});
