import type { JsonObject } from '../../../../lib';
import { problems, rendered } from '../rendered';

const data = (api: JsonObject, more: JsonObject = {}) => rendered({ ...more, api }).data('kargo-api');
const secret = (api: JsonObject) => rendered({ api }).at('Secret kargo-api', 'stringData');

describe('the admin account', () => {
  const adminAccount = { enabled: true, passwordHash: 'hash', tokenSigningKey: 'key' };

  test('needs a hash and a key', () => {
    expect(problems({ api: { adminAccount: { enabled: true } } })).toEqual(
      ['passwordHash', 'tokenSigningKey'].map(
        (name) =>
          `value-required: value 'api.adminAccount.${name}' is not set, but 'api.adminAccount.enabled' is true (name an existing Secret in 'api.secret.name', or set 'api.adminAccount.enabled' to false)`,
      ),
    );
  });

  test('may have both in a Secret that is there already', () => {
    const objects = rendered({ api: { adminAccount: { enabled: true }, secret: { name: 'mine' } } });
    expect(objects.has('Secret kargo-api')).toBe(false);
    expect(objects.container('kargo-api')['envFrom']).toContainEqual({ secretRef: { name: 'mine' } });
  });

  test('has both in the Secret of the API server', () => {
    expect(secret({ adminAccount })).toEqual({
      ADMIN_ACCOUNT_PASSWORD_HASH: 'hash',
      ADMIN_ACCOUNT_TOKEN_SIGNING_KEY: 'key',
    });
  });

  test('is known to the API server, with the address that its tokens are for', () => {
    const api = { host: 'kargo.example.com', basePath: '/kargo' };
    expect(data({ ...api, adminAccount: { ...adminAccount, tokenTTL: '1h' } })).toMatchObject({
      ADMIN_ACCOUNT_ENABLED: 'true',
      ADMIN_ACCOUNT_TOKEN_ISSUER: 'https://kargo.example.com/kargo',
      ADMIN_ACCOUNT_TOKEN_AUDIENCE: 'kargo.example.com',
      ADMIN_ACCOUNT_TOKEN_TTL: '1h',
    });
  });

  test('is unknown to the API server where it is off', () => {
    expect(Object.keys(data({})).filter((name) => name.startsWith('ADMIN'))).toEqual([]);
    expect(secret({})).toEqual({});
  });
});

describe('OIDC', () => {
  const oidc = { enabled: true, issuerURL: 'https://id.example.com', clientID: 'kargo' };

  test('is off by default', () => {
    expect(Object.keys(data({})).filter((name) => /OIDC|DEX/.test(name))).toEqual([]);
  });

  test('needs an issuer and a client', () => {
    expect(problems({ api: { oidc: { enabled: true } } })).toEqual([
      "value-required: value 'api.oidc.issuerURL' is not set, but 'api.oidc.enabled' is true without Dex (set 'api.oidc.issuerURL', or 'api.oidc.dex.enabled')",
      "value-required: value 'api.oidc.clientID' is not set, but 'api.oidc.enabled' is true without Dex (set 'api.oidc.clientID', or 'api.oidc.dex.enabled')",
    ]);
  });

  test('is told to the API server', () => {
    const more = { additionalScopes: ['groups', 'email'], cliClientID: 'cli', usernameClaim: 'sub' };
    const found = data({ oidc: { ...oidc, ...more, globalServiceAccounts: { namespaces: ['a', 'b'] } } });
    expect(found).toMatchObject({
      OIDC_ENABLED: 'true',
      OIDC_ISSUER_URL: 'https://id.example.com',
      OIDC_CLIENT_ID: 'kargo',
      OIDC_CLI_CLIENT_ID: 'cli',
      OIDC_ADDITIONAL_SCOPES: 'groups,email',
      OIDC_USERNAME_CLAIM: 'sub',
      GLOBAL_SERVICE_ACCOUNT_NAMESPACES: 'kargo-ns,a,b',
    });
    expect(found).not.toHaveProperty('DEX_ENABLED');
    expect(JSON.stringify(rendered({ api: { oidc } }).pod('kargo-api'))).not.toContain('dex');
  });

  test('goes through a Dex that is there already where the values name one', () => {
    const byo = { enabled: true, serverAddress: 'https://dex.example.com', caCertPath: '/ca.crt' };
    expect(data({ oidc: { ...oidc, dex: { byo } } })).toMatchObject({
      DEX_ENABLED: 'true',
      DEX_SERVER_ADDRESS: 'https://dex.example.com',
      DEX_CA_CERT_PATH: '/ca.crt',
    });
  });

  test('looks for such a Dex in its own namespace where the values do not name one', () => {
    const found = data({ oidc: { ...oidc, dex: { byo: { enabled: true } } } });
    expect(found['DEX_SERVER_ADDRESS']).toBe('https://kargo-dex-server.kargo-ns.svc');
    expect(found).not.toHaveProperty('DEX_CA_CERT_PATH');
  });
});

describe('logs of verifications', () => {
  const logs = { enabled: true, urlTemplate: 'https://logs.example.com' };
  const container = (api: JsonObject) => rendered({ api }).container('kargo-api');

  test('are read with a token, where the values name both its Secret and the key', () => {
    const env = (tokenSecret: JsonObject) =>
      JSON.stringify(container({ rollouts: { logs: { ...logs, tokenSecret } } })['env']);
    expect(env({ name: 'logs', key: 'token' })).toContain('"secretKeyRef":{"name":"logs","key":"token"}');
    expect(env({ name: 'logs' })).not.toContain('ANALYSIS_RUN_LOG_TOKEN');
  });

  test('are read with headers, sorted by name', () => {
    const httpHeaders = { B: '2', A: '1' };
    expect(secret({ rollouts: { logs: { ...logs, httpHeaders } } })).toEqual({
      ANALYSIS_RUN_LOG_HTTP_HEADERS: 'A=1,B=2',
    });
  });

  test('are not read without the integration', () => {
    const rollouts = { integrationEnabled: false, logs: { ...logs, tokenSecret: { name: 'logs', key: 'token' } } };
    expect(data({ rollouts })).not.toHaveProperty('ANALYSIS_RUN_LOG_URL_TEMPLATE');
    expect(JSON.stringify(container({ rollouts })['env'])).not.toContain('ANALYSIS_RUN_LOG_TOKEN');
    expect(secret({ rollouts })).toEqual({});
  });
});

describe('the API server', () => {
  test('knows where Argo CD is only where the values name its addresses, sorted by shard', () => {
    const urls = { eu: 'https://eu.example.com', '': 'https://argocd.example.com' };
    expect(data({ argocd: { urls } }, { controller: { argocd: { namespace: 'gitops' } } })).toMatchObject({
      ARGOCD_NAMESPACE: 'gitops',
      ARGOCD_URLS: '=https://argocd.example.com,eu=https://eu.example.com',
    });
    expect(data({})).not.toHaveProperty('ARGOCD_NAMESPACE');
  });

  test('is told its path where it has one', () => {
    expect(data({ basePath: '/kargo' })['API_BASE_PATH']).toBe('/kargo');
    expect(data({})).not.toHaveProperty('API_BASE_PATH');
  });

  test('is at the root of its Ingress where it has no path', () => {
    const objects = rendered({ api: { ingress: { enabled: true } } });
    const paths = ['spec', 'rules', 0, 'http', 'paths'] as const;
    expect(objects.at('Ingress kargo-api', ...paths, 0, 'path')).toBe('/');
    expect(objects.at('Ingress kargo-api', ...paths, 1, 'path')).toBe('/webhooks');
  });

  test('knows the default controller where the values name it', () => {
    expect(data({ defaultControllerName: 'eu' })['DEFAULT_CONTROLLER_NAME']).toBe('eu');
    expect(data({})).not.toHaveProperty('DEFAULT_CONTROLLER_NAME');
  });

  test("looks for Kargo's own objects where global.kargoNamespace says", () => {
    expect(data({}, { global: { kargoNamespace: 'elsewhere' } })['KARGO_NAMESPACE']).toBe('elsewhere');
    expect(data({})['KARGO_NAMESPACE']).toBe('kargo-ns');
  });

  test('leads to the external webhooks server, unless that is off or has an Ingress of its own', () => {
    const paths = (externalWebhooksServer: JsonObject) =>
      rendered({ api: { basePath: '/kargo', ingress: { enabled: true } }, externalWebhooksServer }).at(
        'Ingress kargo-api',
        ...(['spec', 'rules', 0, 'http', 'paths'] as const),
      ) as readonly JsonObject[];
    expect(paths({ tls: { enabled: false } })).toMatchObject([
      { path: '/kargo', backend: { service: { name: 'kargo-api', port: { number: 443 } } } },
      {
        path: '/kargo/webhooks',
        backend: { service: { name: 'kargo-external-webhooks-server', port: { number: 80 } } },
      },
    ]);
    expect(paths({ enabled: false })).toHaveLength(1);
    expect(paths({ ingress: { enabled: true } })).toHaveLength(1);
  });
});
