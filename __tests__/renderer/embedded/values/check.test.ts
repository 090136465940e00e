import type { Json } from '../../../../lib';
import { problems, rendered } from '../rendered';

describe('unknown values', () => {
  test('are refused, by path, with the path that was probably meant', () => {
    expect(problems({ api: { ingress: { enable: true } } })).toEqual([
      "value-unknown: value 'api.ingress.enable' is not one that the chart of Kargo 1.11.2 has (write 'api.ingress.enabled', or remove it)",
    ]);
  });

  test('are refused also where no other path is near', () => {
    expect(problems({ qqqq: 1 })).toEqual([
      "value-unknown: value 'qqqq' is not one that the chart of Kargo 1.11.2 has (remove it)",
    ]);
  });

  test.each(['constructor', 'toString', 'hasOwnProperty'])('are refused also when they are called %s', (key) => {
    expect(problems({ [key]: 1 })).toEqual([expect.stringContaining(`value-unknown: value '${key}'`)]);
  });

  test('are taken where any key may be', () => {
    expect(problems({ global: { labels: { anything: 'x' }, affinity: { anything: 1 } } })).toEqual([]);
  });
});

describe('groups of values', () => {
  test.each<[string, Json]>([
    ["the text 'on'", 'on'],
    ['null', null],
    ['a list, []', []],
  ])('fail when they are %s', (got, value) => {
    expect(problems({ webhooks: value })).toEqual([
      `value-type: value 'webhooks' is ${got}, expected a mapping (set its members, such as 'webhooks.register')`,
    ]);
  });
});

describe('values of a wrong type', () => {
  test('are refused with what was got and what was expected', () => {
    expect(problems({ api: { replicas: '2' } })).toEqual([
      "value-type: value 'api.replicas' is the text '2', expected a whole number, 0 or more (write a whole number, without quotes)",
    ]);
  });

  test('are shown, as far as they are not too long', () => {
    const [problem] = problems({ api: { labels: { a: 1, b: 'x'.repeat(100) } } });
    expect(problem).toContain(`is a mapping, {"a":1,"b":"${'x'.repeat(48)}..., expected`);
  });

  test('are refused besides each other', () => {
    expect(problems({ webhooks: { register: 1 }, crds: { keep: 'no' } })).toHaveLength(2);
  });

  test.each<[string, Json]>([
    ['a number', 12345],
    ['a list', ['12345']],
    ['a mapping', { a: '12345' }],
    ['a boolean', true],
  ])('are not shown where they may be secret: %s', (what, passwordHash) => {
    expect(problems({ api: { adminAccount: { passwordHash } } })).toEqual([
      `value-type: value 'api.adminAccount.passwordHash' is ${what}, expected text (put it in quotes)`,
    ]);
  });

  test.each<[string, Json]>([
    ['connectors of Dex', { api: { oidc: { dex: { connectors: 'secret!' } } } }],
    ['headers for logs', { api: { rollouts: { logs: { httpHeaders: { Authorization: ['secret!'] } } } } }],
    ['environment variables', { global: { env: [{ name: 'A' }, 'secret!'] } }],
    ['whole objects', { extraObjects: ['secret!'] }],
    ['the signing key', { api: { adminAccount: { tokenSigningKey: ['secret!'] } } }],
  ])('are not shown where they may be secret: %s', (_name, values) => {
    const found = problems(values as { [key: string]: Json });
    expect(found).toHaveLength(1);
    expect(found.join()).not.toContain('secret!');
  });
});

describe('null', () => {
  test('stands for nothing where the chart takes nothing', () => {
    const values = { controller: { shardName: null, argocd: { namespace: null } }, global: { tolerations: null } };
    const objects = rendered(values);
    expect(objects.data('kargo-controller')).not.toHaveProperty('SHARD_NAME');
    expect(objects.data('kargo-controller')['ARGOCD_NAMESPACE']).toBe('argocd');
    const api = { argocd: { urls: { '': 'https://argocd.example.com' } } };
    expect(rendered({ ...values, api }).data('kargo-api')['ARGOCD_NAMESPACE']).toBe('argocd');
  });

  test('is refused where the chart needs a value', () => {
    expect(problems({ image: { repository: null } })).toEqual([
      "value-type: value 'image.repository' is null, expected text: the chart needs it (leave it out for the chart's default)",
    ]);
  });

  test('takes the default away where the chart has one that it can do without', () => {
    const values = {
      controller: {
        images: { push: { maxArtifactSize: null } },
        reconcilers: { warehouses: { minReconciliationInterval: null } },
      },
    };
    const data = rendered(values).data('kargo-controller');
    expect(rendered().data('kargo-controller')).toMatchObject({
      MAX_OCI_PUSH_ARTIFACT_SIZE: '1073741824',
      MIN_WAREHOUSE_RECONCILIATION_INTERVAL: '5m0s',
    });
    expect(data).not.toHaveProperty('MAX_OCI_PUSH_ARTIFACT_SIZE');
    expect(data).not.toHaveProperty('MIN_WAREHOUSE_RECONCILIATION_INTERVAL');
  });
});

describe('values that the embedded renderer does not render', () => {
  test.each<[string, Json]>([
    ['api.cabundle.configMapName', { api: { cabundle: { configMapName: 'ca' } } }],
    ['api.cabundle.secretName', { api: { cabundle: { secretName: 'ca' } } }],
    ['controller.cabundle.configMapName', { controller: { cabundle: { configMapName: 'ca' } } }],
    ['controller.cabundle.secretName', { controller: { cabundle: { secretName: 'ca' } } }],
    ['api.oidc.dex.skipApprovalScreen', { api: { oidc: { dex: { skipApprovalScreen: false } } } }],
  ])('are refused by name: %s', (path, values) => {
    const found = problems(values as { [key: string]: Json });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`value-unsupported: value '${path}' is not supported by the embedded renderer`);
    expect(found[0]).toContain('use the helm renderer');
  });

  test('may have their default', () => {
    const api = { cabundle: { configMapName: '' }, oidc: { dex: { skipApprovalScreen: true } } };
    expect(problems({ api, controller: { cabundle: { secretName: null } } })).toEqual([]);
  });
});
