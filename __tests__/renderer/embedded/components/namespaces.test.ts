import type { JsonObject } from '../../../../lib';
import { rendered } from '../rendered';

const namespaces = (values: JsonObject) => rendered(values).ids.filter((id) => id.startsWith('Namespace '));

describe('namespaces', () => {
  test("are Kargo's own three, and not that of the release", () => {
    expect(namespaces({})).toEqual(
      ['cluster-secrets', 'shared-resources', 'system-resources'].map((name) => `Namespace kargo-${name}`),
    );
  });

  test('are left out without the data plane', () => {
    expect(namespaces({ dataPlane: { install: false } })).toEqual([]);
  });

  test.each<[string, JsonObject]>([
    ['cluster-secrets', { createClusterSecretsNamespace: false }],
    ['shared-resources', { sharedResources: { createNamespace: false } }],
    ['system-resources', { systemResources: { createNamespace: false } }],
  ])('are left out where they are there already: %s', (name, global) => {
    expect(namespaces({ global })).toHaveLength(2);
    expect(namespaces({ global })).not.toContain(`Namespace kargo-${name}`);
  });

  test('have the labels and annotations that the values add', () => {
    const sharedResources = {
      namespace: 'shared',
      extraNamespaceLabels: { a: 'own' },
      extraNamespaceAnnotations: { b: 'own' },
    };
    const objects = rendered({
      global: { sharedResources, labels: { a: 'all' }, annotations: { b: 'all', c: 'all' } },
    });
    expect(objects.at('Namespace shared', 'metadata', 'labels', 'a')).toBe('own');
    expect(objects.at('Namespace shared', 'metadata', 'annotations')).toEqual({ b: 'own', c: 'all' });
    expect(objects.at('Namespace kargo-cluster-secrets', 'metadata', 'annotations')).toEqual({ b: 'all', c: 'all' });
  });
});
