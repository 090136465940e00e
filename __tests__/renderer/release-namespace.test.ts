import type { KubeObject } from '../../lib';
import { inReleaseNamespace } from '../../lib/renderer/release-namespace';

const object = (apiVersion: string, kind: string, namespace?: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'x', ...(namespace !== undefined && { namespace }) },
});

describe("the release's namespace", () => {
  test.each([
    ['v1', 'ConfigMap'],
    ['apps/v1', 'Deployment'],
    ['rbac.authorization.k8s.io/v1', 'Role'],
    ['cert-manager.io/v1', 'Issuer'],
    ['monitoring.coreos.com/v1', 'ServiceMonitor'],
  ])('is written for an object of %s %s that names none', (apiVersion, kind) => {
    expect(inReleaseNamespace(object(apiVersion, kind), 'kargo').metadata.namespace).toBe('kargo');
  });

  test.each([
    ['v1', 'Namespace'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['cert-manager.io/v1', 'ClusterIssuer'],
    ['kargo.akuity.io/v1alpha1', 'Project'],
    ['example.com/v1', 'Unknown'],
  ])('is not written for one of %s %s, which is cluster-scoped, or may be', (apiVersion, kind) => {
    const given = object(apiVersion, kind);
    expect(inReleaseNamespace(given, 'kargo')).toBe(given);
  });

  test('does not take the place of another one', () => {
    expect(inReleaseNamespace(object('v1', 'ConfigMap', 'other'), 'kargo').metadata.namespace).toBe('other');
  });
});
