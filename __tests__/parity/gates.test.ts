import { completed, opening } from '../../lib/parity/gates';

test.each([
  ['api.host', {}],
  ['nameOverride', {}],
  ['api.enabled', {}],
  ['api.ingress.pathType', { api: { ingress: { enabled: true } } }],
  ['api.ingress.enabled', {}],
  [
    'controller.metrics.serviceMonitor.interval',
    { controller: { metrics: { enabled: true, serviceMonitor: { enabled: true } } } },
  ],
  ['api.oidc.dex.image.tag', { api: { oidc: { enabled: true, dex: { enabled: true } } } }],
  ['api.oidc.dex.byo.caCertPath', { api: { oidc: { enabled: true, dex: { byo: { enabled: true } } } } }],
  ['api.service.nodePort', { api: { service: { type: 'NodePort' } } }],
  [
    'api.rollouts.logs.tokenSecret.key',
    { api: { rollouts: { logs: { enabled: true, tokenSecret: { name: 'logs' } } } } },
  ],
])('for %s to matter, what it is part of is switched on', (path, values) => {
  expect(opening(path)).toEqual(values);
});

const PROVIDER = { issuerURL: 'https://id.example.com', clientID: 'kargo' };

test('OIDC without a Dex of the chart gets a provider', () => {
  expect(completed({ api: { oidc: { enabled: true } } })).toEqual({ api: { oidc: { enabled: true, ...PROVIDER } } });
  expect(completed({ api: { oidc: { enabled: true, clientID: null } } })).toMatchObject({ api: { oidc: PROVIDER } });
});

test('a provider that is named is kept', () => {
  const values = { api: { oidc: { enabled: true, issuerURL: 'https://a.example.com', clientID: 'b' } } };
  expect(completed(values)).toEqual(values);
});

test.each([
  ['without OIDC', { api: { oidc: { enabled: false } } }],
  ['with a Dex of the chart', { api: { oidc: { enabled: true, dex: { enabled: true } } } }],
])('no provider is needed %s', (_, values) => {
  expect(completed(values)).toEqual(values);
});
