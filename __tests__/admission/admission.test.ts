import fc from 'fast-check';
import subscriptions from '../../imports/subscriptions.json';
import { admittedStage, admittedWarehouse } from '../../lib/admission/admission';
import type { KubeObject } from '../../lib/core/kube-object';

function stage(spec: unknown, metadata: object = {}): KubeObject {
  return {
    apiVersion: 'kargo.akuity.io/v1alpha1',
    kind: 'Stage',
    metadata: { name: 'dev', namespace: 'apps', ...metadata },
    spec,
  };
}

function warehouse(spec: unknown, metadata: object = {}): KubeObject {
  return { ...stage(spec, metadata), kind: 'Warehouse' };
}

const FREIGHT = { origin: { kind: 'Warehouse', name: 'nginx' } };

describe('a Stage', () => {
  test('is stored with soak times in the form of Go', () => {
    const given = stage({ requestedFreight: [{ ...FREIGHT, sources: { stages: ['dev'], requiredSoakTime: '90m' } }] });
    expect(admittedStage(given)).toEqual(
      stage({ requestedFreight: [{ ...FREIGHT, sources: { stages: ['dev'], requiredSoakTime: '1h30m0s' } }] }),
    );
  });

  test('is stored with timeouts of steps in the form of Go', () => {
    const withTimeout = (timeout: string) =>
      stage({ promotionTemplate: { spec: { steps: [{ uses: 'http', retry: { timeout, errorThreshold: 2 } }] } } });
    expect(admittedStage(withTimeout('1h'))).toEqual(withTimeout('1h0m0s'));
  });

  test('is stored with the configs of its steps and its variables as they were written', () => {
    const given = stage({
      vars: [{ name: 'timeout', value: '1h' }],
      promotionTemplate: {
        spec: { steps: [{ uses: 'http', config: { timeout: '1h', retry: { timeout: '1h' }, interval: null } }] },
      },
    });
    expect(admittedStage(given)).toEqual(given);
  });

  test('keeps a duration that is none, for the server to refuse', () => {
    const given = stage({ requestedFreight: [{ ...FREIGHT, sources: { requiredSoakTime: '1 day' } }] });
    expect(admittedStage(given)).toEqual(given);
  });
});

describe('a Warehouse', () => {
  test('is stored with its interval and policy, given or not', () => {
    expect(admittedWarehouse(warehouse({}))['spec']).toEqual({ freightCreationPolicy: 'Automatic', interval: '5m0s' });
    expect(admittedWarehouse(warehouse({ interval: '1h', freightCreationPolicy: 'Manual' }))['spec']).toEqual({
      interval: '1h0m0s',
      freightCreationPolicy: 'Manual',
    });
  });

  test('gets a default where it has null, which the server takes for absent', () => {
    expect(admittedWarehouse(warehouse({ interval: null }))['spec']).toMatchObject({ interval: '5m0s' });
  });

  test.each([
    ['git', { commitSelectionStrategy: 'NewestFromBranch', strictSemvers: true, discoveryLimit: 20 }],
    ['image', { imageSelectionStrategy: 'SemVer', strictSemvers: true, discoveryLimit: 20 }],
    ['chart', { discoveryLimit: 20 }],
  ])('is stored with the defaults of its %s subscriptions', (kind, defaults) => {
    const { spec } = admittedWarehouse(warehouse({ subscriptions: [{ [kind]: { repoURL: 'x' } }] }));
    expect(spec).toMatchObject({ subscriptions: [{ [kind]: { repoURL: 'x', ...defaults } }] });
    expect((spec as { subscriptions: object[] }).subscriptions).toEqual([{ [kind]: { repoURL: 'x', ...defaults } }]);
  });

  test('has the defaults that the schemas of its subscriptions tell, except that of cacheByTag', () => {
    const kinds = Object.entries(subscriptions);
    const { spec } = admittedWarehouse(warehouse({ subscriptions: kinds.map(([kind]) => ({ [kind]: {} })) }));
    const defaults = kinds.map(([kind, { properties }]) => ({
      [kind]: Object.fromEntries(
        Object.entries(properties).flatMap(([name, schema]) =>
          'default' in schema && name !== 'cacheByTag' ? [[name, schema.default]] : [],
        ),
      ),
    }));
    expect((spec as { subscriptions: object[] }).subscriptions).toEqual(defaults);
  });

  test('keeps what its subscriptions say themselves', () => {
    const git = { repoURL: 'x', commitSelectionStrategy: 'SemVer', strictSemvers: false, discoveryLimit: 5 };
    const { spec } = admittedWarehouse(warehouse({ subscriptions: [{ git }] }));
    expect(spec).toMatchObject({ subscriptions: [{ git }] });
  });

  test('gets defaults where a subscription has the zero values of Go, which its webhook takes for absent', () => {
    const git = { repoURL: 'x', commitSelectionStrategy: '', discoveryLimit: 0 };
    const { spec } = admittedWarehouse(warehouse({ subscriptions: [{ git }] }));
    expect(spec).toMatchObject({
      subscriptions: [{ git: { commitSelectionStrategy: 'NewestFromBranch', discoveryLimit: 20 } }],
    });
  });

  test('keeps a value of the wrong type, for the server to refuse', () => {
    const git = { repoURL: 'x', commitSelectionStrategy: 0, strictSemvers: '', discoveryLimit: '' };
    const { spec } = admittedWarehouse(warehouse({ subscriptions: [{ git }] }));
    expect(spec).toMatchObject({ subscriptions: [{ git }] });
  });

  test('keeps subscriptions of other kinds and broken ones as they are', () => {
    const given = [{ artifactory: { name: 'a' } }, { git: 'x' }, 'git', null];
    const { spec } = admittedWarehouse(warehouse({ subscriptions: given }));
    expect(spec).toMatchObject({ subscriptions: given });
  });
});

describe.each([
  ['a Stage', admittedStage, stage],
  ['a Warehouse', admittedWarehouse, warehouse],
])('%s', (_, admitted, manifest) => {
  const labelsOf = (object: KubeObject) => admitted(object).metadata.labels;

  test('is stored with the label of its shard', () => {
    expect(labelsOf(manifest({ shard: 'dev' }))).toEqual({ 'kargo.akuity.io/shard': 'dev' });
  });

  test('has the label corrected when it names another shard', () => {
    const labels = { 'kargo.akuity.io/shard': 'other', team: 'a' };
    expect(labelsOf(manifest({ shard: 'dev' }, { labels }))).toEqual({ 'kargo.akuity.io/shard': 'dev', team: 'a' });
  });

  test('loses the label when it has no shard', () => {
    const labels = { 'kargo.akuity.io/shard': 'dev', team: 'a' };
    expect(labelsOf(manifest({}, { labels }))).toEqual({ team: 'a' });
    expect(labelsOf(manifest({ shard: '' }, { labels }))).toEqual({ team: 'a' });
  });

  test('has no labels at all when the removed one was the only one', () => {
    const { metadata } = admitted(manifest({}, { labels: { 'kargo.akuity.io/shard': 'dev' } }));
    expect(Object.keys(metadata)).toEqual(['name', 'namespace']);
  });

  const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>;
  const duration = fc.constantFrom('1h', '90s', '0.5h', '5m0s', 'soon', '', null);
  const spec = fc.oneof(
    json,
    fc.record(
      {
        shard: fc.constantFrom('dev', '', null, 7),
        interval: duration,
        freightCreationPolicy: json,
        unknown: json,
        requestedFreight: fc.array(fc.record({ sources: fc.record({ requiredSoakTime: duration, stages: json }) })),
        promotionTemplate: fc.record({
          spec: fc.record({ steps: fc.array(fc.record({ config: json, retry: fc.record({ timeout: duration }) })) }),
        }),
        subscriptions: fc.array(
          fc.oneof(
            json,
            fc.dictionary(
              fc.constantFrom('git', 'image', 'chart', 'constructor', '__proto__'),
              fc.oneof(json, fc.record({ repoURL: json, discoveryLimit: json, strictSemvers: json })),
            ),
          ),
        ),
      },
      { requiredKeys: [] },
    ),
  );
  const labels = fc.option(fc.dictionary(fc.constantFrom('kargo.akuity.io/shard', 'team'), fc.string()), {
    nil: undefined,
  });
  const manifests = fc
    .tuple(spec, labels)
    .map(([value, own]) => manifest(value, own === undefined ? {} : { labels: own }));

  test('is not changed when it is admitted again', () => {
    fc.assert(
      fc.property(manifests, (given) => {
        const once = admitted(given);
        expect(JSON.stringify(admitted(once))).toBe(JSON.stringify(once));
      }),
    );
  });

  test('is left alone by the function itself, which returns another one', () => {
    fc.assert(
      fc.property(manifests, (given) => {
        const before = JSON.stringify(given);
        admitted(deepFreeze(given));
        expect(JSON.stringify(given)).toBe(before);
      }),
    );
  });

  test('loses no field and keeps the order of its fields, but for the label', () => {
    fc.assert(
      fc.property(manifests, (given) => {
        const after = keyPaths(admitted(given));
        const before = keyPaths(given).filter((path) => !/^metadata\.labels(\.kargo|$)/.test(path));
        expect(after.filter((path) => before.includes(path))).toEqual(before);
      }),
    );
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

/** All paths of a value, in order, told apart even where keys have dots. */
function keyPaths(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, member]) => {
    const path = `${prefix}${prefix === '' ? '' : '.'}${key}`;
    return [path, ...keyPaths(member, path)];
  });
}
