import type { JsonObject } from '../../../lib';
import { rendered } from './rendered';

const api = (values: JsonObject) => rendered(values).pod('kargo-api');
const container = (values: JsonObject) => rendered(values).container('kargo-api');
const names = (list: unknown) => (list as { name: string }[]).map(({ name }) => name);
const goRuntime = (resources: JsonObject) =>
  (container({ api: { resources } })['env'] as readonly JsonObject[]).find(({ name }) => name === 'GOMAXPROCS')?.[
    'valueFrom'
  ];

describe('pods', () => {
  const everywhere = {
    affinity: { nodeAffinity: { all: 'x' } },
    nodeSelector: { all: 'x' },
    priorityClassName: 'all',
    securityContext: { runAsUser: 1 },
    tolerations: [{ key: 'all' }],
  };
  const own = {
    affinity: { podAffinity: { own: 'x' } },
    nodeSelector: { own: 'x' },
    priorityClassName: 'own',
    securityContext: { runAsGroup: 2 },
    tolerations: [{ key: 'own' }],
  };

  test('are scheduled as global says', () => {
    const { securityContext, ...scheduling } = everywhere;
    expect(api({ global: everywhere })).toMatchObject(scheduling);
    expect(container({ global: everywhere })['securityContext']).toEqual(securityContext);
  });

  test.each(Object.keys(own) as (keyof typeof own)[])('have a %s of their own instead of that of global', (key) => {
    const values = { global: everywhere, api: { [key]: own[key] } };
    const settings = key === 'securityContext' ? container(values) : api(values);
    expect(settings[key]).toEqual(own[key]);
  });

  test('have the environment of global, then their own', () => {
    const values = {
      global: { env: [{ name: 'ALL' }], envFrom: [{ secretRef: { name: 'all' } }] },
      api: { env: [{ name: 'OWN' }], envFrom: [{ secretRef: { name: 'own' } }] },
    };
    expect(names(container(values)['env'])).toEqual(['GOMEMLIMIT', 'GOMAXPROCS', 'ALL', 'OWN']);
    expect(container(values)['envFrom']).toEqual([
      { configMapRef: { name: 'kargo-api' } },
      { secretRef: { name: 'kargo-api' } },
      { secretRef: { name: 'all' } },
      { secretRef: { name: 'own' } },
    ]);
  });

  test('have containers, volumes and mounts after those of the chart', () => {
    const added = { containers: [{ name: 'more' }], volumes: [{ name: 'more' }], volumeMounts: [{ name: 'more' }] };
    const values = { api: { ...added, initContainers: [{ name: 'first' }] } };
    expect(names(api(values)['containers'])).toEqual(['api', 'more']);
    expect(names(api(values)['initContainers'])).toEqual(['first']);
    expect(names(api(values)['volumes'])).toEqual(['config', 'more']);
    expect(names(container(values)['volumeMounts'])).toEqual(['config', 'more']);
  });

  test('have annotations of their own after those of all pods', () => {
    const path = ['spec', 'template', 'metadata', 'annotations'] as const;
    const values = { global: { podAnnotations: { a: 'all', b: 'all' } }, controller: { podAnnotations: { a: 'own' } } };
    expect(rendered(values).at('Deployment kargo-controller', ...path)).toMatchObject({ a: 'own', b: 'all' });
  });

  test('leave out what is empty', () => {
    expect(api({ global: { priorityClassName: '' }, api: { affinity: {}, volumes: [] } })).toEqual(api({}));
  });

  test('leave out what is not set', () => {
    expect(Object.keys(rendered().pod('kargo-management-controller'))).toEqual(['serviceAccountName', 'containers']);
    expect(Object.keys(rendered().container('kargo-management-controller')).sort()).toEqual([
      'args',
      'command',
      'env',
      'envFrom',
      'image',
      'imagePullPolicy',
      'name',
      'resources',
    ]);
  });
});

describe("the container's image", () => {
  test('is that of Kargo 1.11.2', () => {
    expect(container({})['image']).toBe('ghcr.io/akuity/kargo:v1.11.2');
  });

  test('is another one where the values say so', () => {
    const values = { image: { repository: 'registry.example.com/kargo', tag: 'v1.11.2-a', pullPolicy: 'Always' } };
    expect(container(values)).toMatchObject({
      image: 'registry.example.com/kargo:v1.11.2-a',
      imagePullPolicy: 'Always',
    });
  });

  test('is pulled with the secrets that the values name', () => {
    expect(api({ image: { pullSecrets: [{ name: 'pull' }] } })['imagePullSecrets']).toEqual([{ name: 'pull' }]);
  });
});

describe("Go's runtime", () => {
  test.each([
    ['the limit of CPU', { limits: { cpu: '1' }, requests: { cpu: '1' } }, 'limits.cpu'],
    ['what is requested without a limit', { requests: { cpu: '1' } }, 'requests.cpu'],
    ['the limit where neither is set', {}, 'limits.cpu'],
  ])('learns of %s', (_name, resources, resource) => {
    expect(goRuntime(resources)).toMatchObject({ resourceFieldRef: { resource, containerName: 'api' } });
  });
});
