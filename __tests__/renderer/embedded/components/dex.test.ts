import type { JsonObject } from '../../../../lib';
import { parseYaml } from '../../../../lib/core/yaml';
import { problems, rendered } from '../rendered';

const NAME = 'kargo-dex-server';
const withDex = (dex: JsonObject = {}, api: JsonObject = {}): JsonObject => ({
  api: { ...api, oidc: { enabled: true, dex: { enabled: true, ...dex } } },
});
const config = (dex: JsonObject = {}, api: JsonObject = {}) => {
  const text = rendered(withDex({ connectors: [{ id: 'mock', type: 'mockCallback' }], ...dex }, api)).at(
    `Secret ${NAME}`,
    'stringData',
    'config.yaml',
  );
  return parseYaml(String(text), 'config.yaml').documents[0]?.value as JsonObject;
};
const dexIds = (values: JsonObject) => rendered(values).ids.filter((id) => id.endsWith(NAME));

describe('Dex', () => {
  test('is installed where OIDC goes through it', () => {
    expect(dexIds(withDex())).toEqual(
      ['ServiceAccount', 'Secret', 'Deployment', 'Service', 'Certificate'].map((kind) => `${kind} ${NAME}`),
    );
  });

  test('is left out without OIDC, without the API server, and without workloads', () => {
    expect(dexIds({ api: { oidc: { dex: { enabled: true } } } })).toEqual([]);
    expect(dexIds(withDex({}, { enabled: false }))).toEqual([]);
    expect(dexIds({ ...withDex(), workloads: { install: false } })).toEqual([]);
  });

  test('is where the API server looks for it', () => {
    const objects = rendered(withDex({}, { host: 'kargo.example.com' }));
    expect(objects.data('kargo-api')).toMatchObject({
      OIDC_ISSUER_URL: 'https://kargo.example.com/dex',
      OIDC_CLIENT_ID: 'kargo.example.com',
      OIDC_CLI_CLIENT_ID: 'kargo.example.com-cli',
      DEX_SERVER_ADDRESS: 'https://kargo-dex-server.kargo-ns.svc',
    });
    expect(JSON.stringify(objects.pod('kargo-api')['volumes'])).toContain('kargo-dex-server-cert');
  });

  test('fails when there is to be another one as well', () => {
    expect(problems(withDex({ byo: { enabled: true } }))).toEqual([
      "value-invalid: values 'api.oidc.dex.enabled' and 'api.oidc.dex.byo.enabled' are both true, expected at most one (set 'api.oidc.dex.enabled' for a Dex that Kargo installs, 'api.oidc.dex.byo.enabled' for one that is there)",
    ]);
  });

  test('has its own image and way to be rolled out', () => {
    const image = { repository: 'example.com/dex', tag: 'v1', pullPolicy: 'Always', pullSecrets: [{ name: 'pull' }] };
    const objects = rendered(withDex({ image, rollingUpdate: { maxSurge: 1 } }));
    expect(objects.container(NAME)).toMatchObject({ image: 'example.com/dex:v1', imagePullPolicy: 'Always' });
    expect(objects.pod(NAME)['imagePullSecrets']).toEqual([{ name: 'pull' }]);
    expect(objects.at(`Deployment ${NAME}`, 'spec', 'strategy')).toMatchObject({ rollingUpdate: { maxSurge: 1 } });
    expect(rendered(withDex()).container(NAME)).not.toHaveProperty('envFrom');
    expect(rendered(withDex()).at(`Deployment ${NAME}`, 'spec')).not.toHaveProperty('strategy');
  });

  test('has no certificate of its own where there is one already', () => {
    const objects = rendered(withDex({ tls: { selfSignedCert: false, secretName: 'mine' } }));
    expect(objects.has(`Certificate ${NAME}`)).toBe(false);
    expect(JSON.stringify(objects.pod(NAME)['volumes'])).toContain('"name":"mine"');
  });
});

describe("Dex' configuration", () => {
  test('is YAML that names the clients and where they come back to', () => {
    expect(config({}, { host: 'kargo.example.com', basePath: '/kargo' })).toMatchObject({
      issuer: 'https://kargo.example.com/kargo/dex',
      staticClients: [
        { id: 'kargo.example.com', public: true, redirectURIs: ['https://kargo.example.com/kargo/login'] },
        { id: 'kargo.example.com-cli', public: true },
      ],
    });
  });

  test('leaves the way back out for a localhost with a port', () => {
    const { staticClients } = config({}, { host: 'localhost:31444' });
    expect((staticClients as readonly JsonObject[])[0]).not.toHaveProperty('redirectURIs');
  });

  test('has the connectors and the logging that the values say', () => {
    const connectors = [{ id: 'github', type: 'github', config: { orgs: [{ name: 'a' }], key: 'one\ntwo\n' } }];
    expect(config({ connectors, logLevel: 'DEBUG', logFormat: 'JSON' })).toMatchObject({
      connectors,
      logger: { level: 'DEBUG', format: 'JSON' },
    });
  });

  test('fails when helm might write the connectors in another way', () => {
    const connectors = [{ id: 'a', config: { description: 'word '.repeat(30).trim() } }];
    expect(problems(withDex({ connectors }))).toEqual([
      "value-unsupported: value 'api.oidc.dex.connectors' holds a line that is long enough to be folded, which the embedded renderer cannot write as helm does (write it in another way, or use the helm renderer)",
    ]);
  });
});
