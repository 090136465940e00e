import type { KubeObject } from '../../../lib';
import { inNamespace, isClusterScoped, isHomeless } from '../../../lib/pipelines/files/scope';

function object(kind: string, namespace?: unknown, apiVersion = 'kargo.akuity.io/v1alpha1'): KubeObject {
  const metadata = { name: 'x', ...(namespace !== undefined && { namespace }) } as KubeObject['metadata'];
  return { apiVersion, kind, metadata };
}

describe('inNamespace', () => {
  test.each([undefined, null, ''])('gives a namespace to what has %j', (namespace) => {
    expect(inNamespace(object('Stage', namespace), 'apps').metadata).toEqual({ name: 'x', namespace: 'apps' });
    expect(inNamespace(object('Stage', namespace), undefined).metadata).toEqual({ name: 'x' });
  });

  test('leaves the namespace that an object has, and what has none by its nature', () => {
    expect(inNamespace(object('Stage', 'other'), 'apps').metadata.namespace).toBe('other');
    expect(inNamespace(object('Stage', 5), 'apps').metadata.namespace).toBe(5);
    for (const kind of ['Project', 'ClusterConfig', 'ClusterPromotionTask']) {
      expect(inNamespace(object(kind), 'apps').metadata).toEqual({ name: 'x' });
    }
  });
});

test('only kinds of one group are without a namespace', () => {
  expect(isClusterScoped(object('Namespace', undefined, 'v1'))).toBe(true);
  expect(isClusterScoped(object('Namespace', undefined, 'example.com/v1'))).toBe(false);
  expect(isClusterScoped(object('Cluster', undefined, 'example.com/v1'))).toBe(false);
});

test("only Kargo's objects that need a namespace are homeless without one", () => {
  expect(isHomeless(object('Stage'))).toBe(true);
  expect(isHomeless(object('Stage', 'apps'))).toBe(false);
  expect(isHomeless(object('Project'))).toBe(false);
  expect(isHomeless(object('ConfigMap', undefined, 'v1'))).toBe(false);
});
