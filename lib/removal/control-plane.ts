import { KubeError } from '../kube/error';
import type { RemovalTarget } from './target';

const STAGES = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  name: 'stages.kargo.akuity.io',
};

/**
 * In a cluster without Kargo no Stage names the shard, which would look as if nobody needed it any more.
 * @throws KubeError `kubeconfig` where the cluster is not the control plane's
 */
export async function refuseNoControlPlane({ home, controlPlane }: RemovalTarget): Promise<void> {
  const { cluster, namespace } = controlPlane;
  const [crd, found] = await Promise.all([
    home.get(STAGES),
    home.get({ apiVersion: 'v1', kind: 'Namespace', name: namespace }),
  ]);
  if (crd === undefined || found === undefined) {
    const lacking =
      crd === undefined ? `CustomResourceDefinition ${STAGES.name} is not there` : `it has no namespace '${namespace}'`;
    throw new KubeError(
      'kubeconfig',
      `cluster '${cluster}' (${home.server}) is no Kargo control plane: ${lacking}`,
      `name the context of cluster '${cluster}' by --context ${cluster}=CONTEXT`,
    );
  }
}
