import type { JsonObject } from '../../../lib';
import { EmbeddedRenderer, type KargoValues, knownPaths, recordReads } from '../../../lib/renderer/embedded';
import { RenderError, type RenderRequest } from '../../../lib/renderer/renderer';

const request = (values: JsonObject): RenderRequest => ({ releaseName: 'kargo', namespace: 'kargo', values });
const VALUES: JsonObject = {
  api: { secret: { name: 'kargo-admin' } },
  controller: { labels: { team: 'a' }, env: [{ name: 'A', value: 'b' }], resources: { limits: { cpu: '1' } } },
  extraObjects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine' }, data: { a: 'b' } }],
};

function frozen<T>(value: T): T {
  Object.values(value ?? {}).forEach((member) => {
    if (typeof member === 'object') {
      frozen(member);
    }
  });
  return Object.freeze(value);
}

describe('EmbeddedRenderer', () => {
  const renderer = new EmbeddedRenderer();

  test('renders Kargo 1.11.2', () => {
    expect(renderer.version).toBe('1.11.2');
  });

  test('gives the same objects in the same order for the same values', () => {
    const first = JSON.stringify(renderer.render(request(VALUES)));
    expect(JSON.stringify(new EmbeddedRenderer().render(request(structuredClone(VALUES))))).toBe(first);
  });

  test('does not care for the order in which values are written', () => {
    const reversed = Object.fromEntries(Object.entries(VALUES).reverse());
    expect(renderer.render(request(reversed))).toEqual(renderer.render(request(VALUES)));
  });

  test('leaves the values as they were', () => {
    const values = structuredClone(VALUES);
    renderer.render(request(frozen(values)));
    expect(values).toEqual(VALUES);
  });

  test('gives objects that have nothing in common with the values, nor with those of another render', () => {
    const values = structuredClone(VALUES);
    const objects = renderer.render(request(values));
    const before = JSON.stringify(objects);
    for (const object of objects) {
      Object.assign(object.metadata, { labels: 'changed' });
      Object.assign(object, { data: 'changed', spec: 'changed' });
    }
    expect(values).toEqual(VALUES);
    expect(JSON.stringify(renderer.render(request(values)))).toBe(before);
  });

  test('gives objects that are plain data', () => {
    const objects = renderer.render(request(VALUES));
    expect(JSON.parse(JSON.stringify(objects))).toStrictEqual(objects);
  });

  test('refuses all that is wrong at once', () => {
    const values = { api: { replica: 2 }, controller: { shardName: '1' }, webhooks: { register: 'yes' } };
    expect.assertions(2);
    try {
      renderer.render(request(values));
    } catch (error) {
      expect(error).toBeInstanceOf(RenderError);
      expect((error as RenderError).problems.map(({ id, message }) => `${id} ${message.split("'")[1]}`)).toEqual([
        'value-type webhooks.register',
        'value-unknown api.replica',
        'value-invalid controller.shardName',
        'value-required api.adminAccount.passwordHash',
        'value-required api.adminAccount.tokenSigningKey',
      ]);
    }
  });

  test('takes typed values', () => {
    const values: KargoValues = { controller: { shardName: 'eu', metrics: { enabled: true } }, api: { host: null } };
    // @ts-expect-error: it is a boolean
    const wrongType: KargoValues = { webhooks: { register: 'yes' } };
    // @ts-expect-error: there is no such value
    const unknown: KargoValues = { replicas: 2 };
    expect(Object.keys({ ...values, ...wrongType, ...unknown })).toHaveLength(4);
  });
});

describe('knownPaths', () => {
  test('lists every value once, sorted', () => {
    const paths = knownPaths();
    expect(paths).toHaveLength(415);
    expect([...new Set(paths)].sort()).toEqual(paths);
  });

  test('lists values by the paths that a values file has', () => {
    expect(knownPaths()).toEqual(
      expect.arrayContaining([
        'api.host',
        'api.probes.startupProbe.failureThreshold',
        'kubeconfigSecrets',
        'kubeconfigSecrets.kargo',
      ]),
    );
  });
});

describe('recordReads', () => {
  test('tells which values the objects depend on', () => {
    const { reads, problems } = recordReads(request({ ...VALUES, controller: { enabled: false } }));
    expect(problems).toEqual([]);
    expect(reads).toContain('api.host');
    expect(reads).not.toContain('controller.gitClient.name');
  });

  test('tells what is wrong instead of throwing', () => {
    const { problems } = recordReads(request({ ...VALUES, replicas: 1 }));
    expect(problems.map(({ id }) => id)).toEqual(['value-unknown']);
  });
});
