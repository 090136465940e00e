import type { JsonObject } from '../core/kube-object';
import { compact, type Draft } from '../core/values';
import type { ControlPlaneProps } from './control-plane-props';
import { adminAccountValues, ingressValues, tlsValues } from './props/api';
import { controllerValues } from './props/controller';
import { garbageCollectionValues } from './props/garbage-collection';
import { metricsValues } from './props/metrics';
import { oidcValues } from './props/oidc';
import { resourceValues, workloadValues } from './props/workload';
import type { Shard } from './shard';

/** What a ControlPlane has worked out of its props. */
export interface ControlPlanePlan {
  /** Shards with a controller in another place. */
  readonly remote: readonly Shard[];
  /** Whether a default controller runs. */
  readonly runsController: boolean;
  /** The default controller's own shard. @default - it has none */
  readonly ownShard?: Shard;
  /** Whether the default controller runs verifications. */
  readonly rollouts: boolean;
  /** Whether the default controller sees an Argo CD. */
  readonly argocd: boolean;
  /** Who is Kargo itself: what the chart would compute, and the identity of every remote shard. */
  readonly userRegex: string;
}

/** Helm values of a control plane (Kargo 1.11 chart): what its owner customises, and what has to agree with the shards. */
export function controlPlaneValues(props: ControlPlaneProps, plan: ControlPlanePlan): JsonObject {
  const { resources, externalWebhooks } = props;
  const log = { logLevel: props.logLevel, logFormat: props.logFormat };
  const metrics = metricsValues(props.metrics);
  return compact({
    ...workloadValues(props),
    crds: { install: props.installCrds },
    api: {
      ...log,
      ...adminAccountValues(props.adminAccount),
      host: props.host,
      replicas: props.replicas,
      resources: resourceValues(resources?.api),
      ingress: ingressValues(props.ingress),
      tls: tlsValues(props.tls),
      oidc: oidcWithDex(props),
      argocd: { urls: argocdUrls(props, plan) },
      // In 1.11 the chart does not list it, and the UI needs it to find the Lease of a default controller with a shard.
      defaultControllerName: plan.ownShard?.name,
      rollouts: { integrationEnabled: plan.rollouts || plan.remote.some(({ rollouts }) => rollouts) },
    },
    controller: plan.runsController
      ? controllerValues({
          ...log,
          resources: resources?.controller,
          gitClient: props.gitClient,
          metrics: props.metrics,
          argocd: plan.argocd,
          argocdNamespace: props.argocdNamespace,
          rollouts: plan.rollouts,
          shardName: plan.ownShard?.name,
          isDefault: true,
        })
      : { enabled: false, rollouts: { integrationEnabled: plan.rollouts } },
    managementController: { ...log, metrics, resources: resourceValues(resources?.managementController) },
    webhooksServer: {
      ...log,
      metrics,
      resources: resourceValues(resources?.webhooksServer),
      controlplaneUserRegex: plan.remote.length > 0 ? plan.userRegex : undefined,
    },
    externalWebhooksServer:
      externalWebhooks === false
        ? { enabled: false }
        : {
            ...log,
            host: externalWebhooks?.host,
            ingress: ingressValues(externalWebhooks?.ingress),
            tls: tlsValues(externalWebhooks?.tls),
            resources: resourceValues(resources?.externalWebhooksServer),
          },
    garbageCollector: {
      ...log,
      ...garbageCollectionValues(props.garbageCollection),
      resources: resourceValues(resources?.garbageCollector),
    },
  });
}

function oidcWithDex({ oidc, resources }: ControlPlaneProps): Draft {
  const values = oidcValues(oidc) as { readonly [key: string]: Draft } | undefined;
  return oidc?.dex === undefined
    ? values
    : { ...values, dex: { ...(values?.dex as object), resources: resourceValues(resources?.dex) } };
}

/** Shard name to Argo CD URL; the empty name is the default controller's (Kargo 1.11 chart, api.argocd.urls). */
function argocdUrls(props: ControlPlaneProps, { ownShard, remote }: ControlPlanePlan): Draft {
  const unsharded = ownShard === undefined ? props.argocdUrl : ownShard.argocdUrl;
  const urls = {
    '': unsharded,
    ...Object.fromEntries([...(ownShard ? [ownShard] : []), ...remote].map((shard) => [shard.name, shard.argocdUrl])),
  };
  return Object.values(urls).some((url) => url !== undefined) ? urls : undefined;
}
