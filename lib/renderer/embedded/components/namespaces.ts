import type { KubeObject } from '../../../core/kube-object';
import { clusterMetadata, ownLabels } from '../metadata';
import type { Release } from '../release';

/** The namespaces that belong to the whole installation. The release's own is not among them. */
export function namespaces(release: Release): KubeObject[] {
  const { dataPlane, global } = release.values;
  if (!dataPlane.install) {
    return [];
  }
  const clusterSecrets: KubeObject = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: clusterMetadata(release, global.clusterSecretsNamespace),
  };
  return [
    ...(global.createClusterSecretsNamespace ? [clusterSecrets] : []),
    ...[global.sharedResources, global.systemResources].flatMap((settings) =>
      settings.createNamespace ? [resourcesNamespace(release, settings)] : [],
    ),
  ];
}

type Settings = Release['values']['global']['sharedResources'];

function resourcesNamespace(release: Release, settings: Settings): KubeObject {
  const { namespace, extraNamespaceLabels, extraNamespaceAnnotations } = settings;
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: clusterMetadata(release, namespace, {
      labels: ownLabels(release, extraNamespaceLabels),
      annotations: extraNamespaceAnnotations,
    }),
  };
}
