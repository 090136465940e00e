import type { Json, JsonObject } from '../../../../lib';
import { problems, rendered } from '../rendered';

const at = (path: string, value: Json): JsonObject =>
  path.split('.').reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject;
const idOf = (path: string, value: Json) =>
  problems(at(path, value))
    .map((problem) => problem.split(':')[0])
    .join();

describe('values', () => {
  test.each<[string, Json]>([
    ['webhooks.register', 'true'],
    ['webhooks.register', 1],
    ['api.replicas', 1.5],
    ['api.replicas', -1],
    ['api.host', 1],
    ['controller.shardName', 123],
    ['controller.images.push.maxArtifactSize', -2],
    ['controller.images.push.maxArtifactSize', '1'],
    ['api.podDisruptionBudget.minAvailable', true],
    ['api.podDisruptionBudget.minAvailable', 1.5],
    ['global.labels', { a: 1 }],
    ['global.nodeSelector', { gpu: true }],
    ['global.labels', ['a']],
    ['global.affinity', ['a']],
    ['global.tolerations', { key: 'a' }],
    ['global.tolerations', ['a']],
    ['api.oidc.additionalScopes', 'groups'],
    ['api.oidc.additionalScopes', [1]],
    ['api.oidc.admins.claims', { groups: [1] }],
    ['api.oidc.admins.claims', { groups: { a: 'b' } }],
    ['controller.resources', { limits: 'x' }],
    ['global.env', { A: 'b' }],
    ['extraObjects', ['kind: ConfigMap']],
  ])('are refused when of another type: %s %j', (path, value) => {
    expect(idOf(path, value)).toBe('value-type');
  });

  test.each<[string, Json]>([
    ['controller.images.push.maxArtifactSize', -1],
    ['controller.images.push.maxArtifactSize', 2_147_483_648],
    ['controller.images.cache.maxEntries', 999_999],
    ['api.podDisruptionBudget.minAvailable', '50%'],
    ['api.oidc.admins.claims', { email: 'a@example.com', groups: ['a'] }],
    ['controller.resources', { limits: { cpu: 1, memory: '1Gi' } }],
    ['image.tag', 'v1.11.2@sha256:0123'],
    ['controller.shardName', 'eu-1'],
    ['controller.id', 'eu-1'],
  ])('are taken: %s %j', (path, value) => {
    expect(problems(at(path, value))).toEqual([]);
  });

  test.each<[string, Json]>([
    ...['123', 'true', 'null', '~', 'no', '1e3', 'a: b', ' a', '- a'].map((name): [string, Json] => [
      'controller.shardName',
      name,
    ]),
    ['api.host', '12'],
    ['api.secret.name', 'true'],
    ['webhooksServer.controlplaneUserRegex', '[a-z]+'],
    ['api.oidc.globalServiceAccounts.namespaces', ['a', 'b: c']],
    ['api.argocd.urls', { '': 'https://a #b' }],
    ['controller.id', 'a: b'],
    ['controller.id', 'a:'],
    ['controller.id', '1'],
    ['api.oidc.dex.image.tag', 'v2 '],
    ['image.tag', 'v1 '],
    ['api.podDisruptionBudget.minAvailable', 'true'],
    ['api.volumes', [{ emptyDir: {} }]],
    ['global.env', [{ value: 'x' }]],
    ['global.affinity', { nodeAffinity: null }],
    ['global.affinity', { a: { b: null } }],
    ['extraObjects', [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: {} }]],
    ['extraObjects', [{ apiVersion: 'v1', metadata: { name: 'a' } }]],
  ])('are refused when the chart would make something else of them: %s %j', (path, value) => {
    expect(idOf(path, value)).toBe('value-invalid');
  });

  test.each<[string, Json]>([
    ['api.host', ''],
    ['global.sharedResources.namespace', ''],
    ['api.oidc.dex.image.tag', ''],
  ])('are refused when the chart needs them and they are empty: %s', (path, value) => {
    expect(idOf(path, value)).toBe('value-required');
  });

  test('are refused as numbers that helm may write in another way', () => {
    expect(problems(at('controller.images.cache.maxEntries', 1_000_000))).toEqual([
      "value-unsupported: value 'controller.images.cache.maxEntries' is 1000000, which helm writes as it is or in the form 1e+06, depending on where it is set (write at most 999999, or use the helm renderer)",
    ]);
  });

  test('say why text is refused that the chart writes without quotes', () => {
    expect(problems(at('controller.shardName', '123'))).toEqual([
      "value-invalid: value 'controller.shardName' is '123', which the chart writes without quotes, so that YAML does not read it as this text (write text that YAML takes for text without quotes: no number, no boolean, no null, no special characters)",
    ]);
  });
});

describe('templates', () => {
  const components = [
    ...['global', 'api', 'controller', 'managementController', 'webhooksServer', 'externalWebhooksServer'],
    ...['garbageCollector', 'api.oidc.dex'],
  ];

  test.each(components.flatMap((component) => [`${component}.env`, `${component}.envFrom`]))(
    'are refused in %s, which the chart evaluates',
    (path) => {
      const value = [{ name: 'A', secretRef: { name: '{{ .Release.Name }}' } }];
      expect(problems(at(path, value))).toEqual([
        `value-template: value '${path}' holds a template, '{{', which the chart would evaluate (write what the template results in, or use the helm renderer)`,
      ]);
    },
  );

  test.each<[string, Json]>([
    ['text', { data: { a: '{{ .Release.Name }}' } }],
    ['a key', { data: { '{{ .Release.Name }}': 'a' } }],
  ])('are refused in extraObjects, as %s', (_name, part) => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, ...(part as JsonObject) };
    expect(idOf('extraObjects', [object])).toBe('value-template');
  });

  test('are taken as they are elsewhere', () => {
    const urlTemplate = 'https://logs.example.com/${{ job }}';
    const objects = rendered({ api: { rollouts: { logs: { enabled: true, urlTemplate } } } });
    expect(objects.data('kargo-api')['ANALYSIS_RUN_LOG_URL_TEMPLATE']).toBe(urlTemplate);
  });
});
