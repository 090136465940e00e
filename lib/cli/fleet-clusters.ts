import type { FleetDescription } from '../description/fleet-description';
import type { KubeApi } from '../kube/api';
import { KubeClient } from '../kube/client';
import { KubeError } from '../kube/error';
import { loadKubeconfig, withContext } from '../kube/kubeconfig';
import type { FleetOptions } from './fleet-options';

/** The clusters of a fleet, each reached when it is first asked for. */
export class FleetClusters {
  readonly #apis = new Map<string, Promise<KubeApi>>();

  /**
   * @param signal ends whatever is asked still @default - nothing does
   * @throws KubeError where `--context` names a cluster that the fleet does not have
   */
  constructor(
    readonly fleet: FleetDescription,
    private readonly options: FleetOptions,
    private readonly signal?: AbortSignal,
  ) {
    const names = fleet.clusters.map(({ name }) => name);
    for (const cluster of options.context.keys()) {
      if (!names.includes(cluster)) {
        throw new KubeError(
          'kubeconfig',
          `--context names cluster '${cluster}', which the fleet does not have`,
          `name one of its clusters: ${names.join(', ')}`,
        );
      }
    }
  }

  /** The API server of a cluster, with the context that the fleet or `--context` says. */
  api(cluster: string): Promise<KubeApi> {
    const known = this.#apis.get(cluster);
    if (known !== undefined) {
      return known;
    }
    const api = this.#connect(cluster);
    this.#apis.set(cluster, api);
    return api;
  }

  /** The kubectl context of a cluster. */
  contextOf(cluster: string): string {
    const { kubeContext = cluster } = this.fleet.clusters.find(({ name }) => name === cluster) ?? {};
    return this.options.context.get(cluster) ?? kubeContext;
  }

  async #connect(cluster: string): Promise<KubeApi> {
    const config = await loadKubeconfig(this.options.kubeconfig);
    return KubeClient.connect(await withContext(config, this.contextOf(cluster)), this.signal);
  }
}
