import type { Construct } from 'constructs';
import { recordFinding } from '../constructs/findings';
import { recordAll } from '../constructs/props';
import { minorOf } from '../core/version';
import { checkResources, checkWorkload, refuseEmpty, refuseUnused } from './check-props';
import { Credentials } from './credentials';
import { wasGiven } from './given-shard';
import type { ShardControllerProps } from './shard-controller-props';
import type { ShardControllerPlan } from './shard-controller-values';

/** Records what can be known to be wrong about the props of a ShardController. */
export function checkShardController(scope: Construct, props: ShardControllerProps, plan: ShardControllerPlan): void {
  const { shard, argocdNamespace, watchArgocdNamespaceOnly, credentials, controllerId } = props;
  checkWorkload(scope, props);
  checkResources(scope, 'resources', props.resources);
  refuseEmpty(scope, { controllerId, argocdNamespace, namespace: props.namespace });
  if (!shard.argocd) {
    refuseUnused(scope, `shard '${shard.name}' has no Argo CD`, { argocdNamespace, watchArgocdNamespaceOnly });
  }
  if (plan.home) {
    refuseUnused(scope, 'beside the control plane a controller uses the identity of its pod', { credentials });
    const otherId = controllerId === shard.name ? undefined : controllerId;
    refuseUnused(scope, 'beside the control plane a controller has the name of its shard', { controllerId: otherId });
  }
  const problems = Credentials.problemsOf(credentials);
  recordAll(scope, problems ?? []);
  if (credentials !== undefined && problems === undefined) {
    // What it is may be a secret.
    recordFinding(scope, {
      severity: 'error',
      id: 'credentials-type',
      message: `'credentials' of shard '${shard.name}' is a ${typeof credentials}, expected Credentials`,
      fix: 'write Credentials.delivered(), or another one of them',
    });
  }
  wasGiven(scope, props.controlPlane, shard);
  refuseVersion(scope, props, plan);
}

/** CRDs and webhooks belong to the control plane, so that it is upgraded first; and some things only 1.11 can do. */
function refuseVersion(scope: Construct, props: ShardControllerProps, plan: ShardControllerPlan): void {
  const { shard, controlPlane, allowNewer = false } = props;
  const [own, home] = [minorOf(plan.version), minorOf(controlPlane.version)];
  if (own !== undefined && home !== undefined && own > home && !allowNewer) {
    recordFinding(scope, {
      severity: 'error',
      id: 'shard-newer',
      message: `the controller of shard '${shard.name}' is Kargo ${plan.version}, newer than its control plane, ${controlPlane.version}`,
      fix: "upgrade the control plane first, or set 'allowNewer: true' while that is on its way",
    });
  }
  if (own === undefined || own >= 11) {
    return;
  }
  const needs = {
    'a second controller in one cluster': plan.controllerId !== undefined,
    'a namespace other than that of the control plane': plan.namespace !== controlPlane.namespace,
  };
  for (const [what] of Object.entries(needs).filter(([, needed]) => needed)) {
    recordFinding(scope, {
      severity: 'error',
      id: 'kargo-too-old',
      message: `the controller of shard '${shard.name}' needs ${what}, which Kargo ${plan.version} cannot do`,
      fix: 'upgrade Kargo to 1.11, or give the controller a cluster and a namespace as the chart has them',
    });
  }
}
