import type { ControllerDescription, ShardDescription } from '../description/fleet-description';
import type { Paper } from './paper';

/** A shard whose controller logs in with a kubeconfig. */
export interface Login {
  readonly shard: ShardDescription;
  readonly controller: ControllerDescription & { readonly kubeconfigSecret: string };
}

/** The shards whose controllers log in with a kubeconfig. */
export function logins({ fleet }: Paper): Login[] {
  return fleet.shards.flatMap((shard) => {
    const { controller } = shard;
    const { kubeconfigSecret } = controller ?? {};
    return controller === undefined || kubeconfigSecret === undefined
      ? []
      : [{ shard, controller: { ...controller, kubeconfigSecret } }];
  });
}

/** `kargo/kargo-controlplane-token`: the Secrets with which the controllers of a cluster log in. */
export function credentialSecretNames(paper: Paper, cluster: string): ReadonlySet<string> {
  const own = logins(paper).filter(({ controller }) => controller.cluster === cluster);
  return new Set(
    own.flatMap(({ controller: { namespace, kubeconfigSecret, credentials } }) => [
      `${namespace}/${kubeconfigSecret}`,
      ...(credentials !== undefined && 'tokenSecret' in credentials ? [`${namespace}/${credentials.tokenSecret}`] : []),
    ]),
  );
}
