import type { Construct } from 'constructs';
import { recordFinding } from '../constructs/findings';
import { checkHost, checkUrl } from './addresses';
import {
  checkDuration,
  checkGarbageCollection,
  checkResources,
  checkWorkload,
  refuseEmpty,
  refuseUnused,
} from './check-props';
import type { ControlPlaneProps } from './control-plane-props';
import type { ControlPlanePlan } from './control-plane-values';

/** Records what can be known to be wrong about the props of a ControlPlane. */
export function checkProps(scope: Construct, props: ControlPlaneProps, plan: ControlPlanePlan): void {
  checkWorkload(scope, props);
  checkAddresses(scope, props, plan);
  checkGarbageCollection(scope, props.garbageCollection);
  for (const [component, resources] of Object.entries(props.resources ?? {})) {
    checkResources(scope, `resources.${component}`, resources);
  }
  if (props.adminAccount) {
    checkDuration(scope, 'adminAccount.tokenTtl', props.adminAccount.tokenTtl);
    refuseEmpty(scope, { 'adminAccount.secretName': props.adminAccount.secretName });
  }
  refuseEmpty(scope, {
    namespace: props.namespace,
    releaseName: props.releaseName,
    argocdNamespace: props.argocdNamespace,
  });
  checkUnused(scope, props, plan);
  warnOfNextUpgrade(scope, props);
}

function warnOfNextUpgrade(scope: Construct, { values }: ControlPlaneProps): void {
  if (values?.global?.clusterSecretsNamespace != null) {
    recordFinding(scope, {
      severity: 'warning',
      id: 'upgrade-cluster-secrets',
      message: "value 'global.clusterSecretsNamespace' is set, with which the upgrade to Kargo 1.12 will fail",
      fix: 'move what is in that namespace to the one of shared resources, and leave the value out',
    });
  }
}

function checkAddresses(scope: Construct, props: ControlPlaneProps, { ownShard, remote }: ControlPlanePlan): void {
  checkHost(scope, 'host', props.host);
  checkHost(scope, 'externalWebhooks.host', props.externalWebhooks ? props.externalWebhooks.host : undefined);
  checkUrl(scope, "'argocdUrl'", props.argocdUrl);
  for (const { name, argocdUrl } of [...(ownShard ? [ownShard] : []), ...remote]) {
    checkUrl(scope, `'argocdUrl' of shard '${name}'`, argocdUrl);
  }
}

function checkUnused(scope: Construct, props: ControlPlaneProps, plan: ControlPlanePlan): void {
  const { argocd, argocdUrl, argocdNamespace, gitClient, rollouts, resources, oidc } = props;
  if (!plan.runsController) {
    const unused = { argocd, argocdUrl, argocdNamespace, gitClient, 'resources.controller': resources?.controller };
    refuseUnused(scope, 'there is no default controller', unused);
  } else if (plan.ownShard !== undefined) {
    refuseUnused(scope, `shard '${plan.ownShard.name}' says it`, { argocd, argocdUrl, rollouts });
  } else if (argocd === false) {
    refuseUnused(scope, 'the default controller sees no Argo CD', { argocdUrl, argocdNamespace });
  }
  if (oidc?.dex === undefined) {
    refuseUnused(scope, 'there is no Dex', { 'resources.dex': resources?.dex });
  } else {
    const { issuerUrl, clientId } = oidc;
    refuseUnused(scope, 'Dex is the issuer', { 'oidc.issuerUrl': issuerUrl, 'oidc.clientId': clientId });
  }
}
