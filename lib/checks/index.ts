import { type Finding, sortFindings } from '../core/finding';
import { checkAccessWidened } from './access-widened';
import { checkAdmissionDrift } from './admission-drift';
import { checkAnalysisTemplates, checkClusterAnalysisTemplates } from './analysis-templates';
import { checkApiVersions } from './api-version';
import { checkApplications } from './argocd';
import type { Check } from './check';
import { checkClusterConfigName } from './cluster-config';
import { checkControlPlaneForeign } from './control-plane-foreign';
import { checkDefaultMissing, checkDefaultTwice } from './default-controller';
import { checkDuplicates } from './duplicates';
import { checkEnvNames } from './env-names';
import { checkFreightCircle, checkFreightUnreachable } from './freight';
import { checkMatchUpstream, checkOriginTwice } from './freight-requests';
import { checkKinds } from './kinds';
import { checkKnownParts } from './known-parts';
import { checkKubeconfigShared } from './kubeconfig-shared';
import { checkSubscriptionTags } from './next-upgrade';
import { checkObjectLists } from './object-list';
import { checkAnnotations, checkLabels } from './object-metadata';
import { checkNames } from './object-names';
import { checkPipelineCluster } from './pipeline-cluster';
import { checkProjectNamespace } from './project-namespace';
import { checkProjectSecrets } from './project-secrets';
import { checkProjectConfigName, checkProjectMissing } from './projects';
import { checkPromotionSteps } from './promotion';
import { checkPolicies } from './promotion/policies';
import { checkPolicyNames } from './promotion/policy-names';
import { checkVerification } from './promotion/shard-abilities';
import { redactProblem } from './redact-problem';
import { checkClusterTaskReferences, checkFreightReferences, checkTaskReferences } from './references';
import { checkRemoteKeyShared } from './remote-key-shared';
import { checkRoles } from './roles';
import { checkSpecs } from './schema/specs';
import { checkSteps } from './schema/steps';
import { checkSubscriptions } from './schema/subscriptions';
import { checkSecrets } from './secret-in-output';
import { checkServerFields } from './server-fields';
import { checkClusterWideSecrets, checkRolloutsRole } from './shard-access';
import { checkShardClaimedTwice, checkShardUnclaimed } from './shard-claims';
import { checkShardDeclaredTwice, checkShardUndeclared } from './shard-declarations';
import { checkShardLabel } from './shard-label';
import { checkShardNameInvalid, checkShardNameReserved } from './shard-name';
import type { FleetView } from './view';

/** Find what is there and wrong, in a part of a fleet as well as in a whole one. */
const CHECKS: readonly Check[] = [
  checkAccessWidened,
  checkAdmissionDrift,
  checkAnnotations,
  checkApiVersions,
  checkApplications,
  checkClusterConfigName,
  checkClusterWideSecrets,
  checkDefaultTwice,
  checkDuplicates,
  checkEnvNames,
  checkFreightCircle,
  checkFreightUnreachable,
  checkKinds,
  checkKubeconfigShared,
  checkLabels,
  checkMatchUpstream,
  checkNames,
  checkObjectLists,
  checkOriginTwice,
  checkPolicyNames,
  checkProjectConfigName,
  checkProjectNamespace,
  checkPromotionSteps,
  checkRemoteKeyShared,
  checkSecrets,
  checkServerFields,
  checkShardClaimedTwice,
  checkShardDeclaredTwice,
  checkShardLabel,
  checkShardNameInvalid,
  checkShardNameReserved,
  checkSpecs,
  checkSteps,
  checkSubscriptions,
  checkSubscriptionTags,
  checkVerification,
];

/** Find what fits nothing else, which can be told only of a whole fleet. */
const WHOLE_FLEET_CHECKS: readonly Check[] = [
  checkControlPlaneForeign,
  checkDefaultMissing,
  checkPipelineCluster,
  checkProjectMissing,
  checkProjectSecrets,
  checkRolloutsRole,
  checkShardUnclaimed,
  checkShardUndeclared,
];

/** Find that objects are not there, which can be told only of a whole fleet of which everything could be read. */
const MISSING_OBJECT_CHECKS: readonly Check[] = [
  checkAnalysisTemplates,
  checkClusterAnalysisTemplates,
  checkClusterTaskReferences,
  checkFreightReferences,
  checkPolicies,
  checkRoles,
  checkTaskReferences,
];

/**
 * Everything that is wrong with a fleet, in the order in which a person should read it. Never shows a secret.
 * @param onCheck is told how many checks are done, after each; @default - nobody is
 */
export function checkFleet(view: FleetView, onCheck: (done: number, total: number) => void = () => {}): Finding[] {
  const checks = [
    ...CHECKS,
    ...(view.complete ? WHOLE_FLEET_CHECKS : [checkKnownParts]),
    ...(view.complete && view.unread !== true ? MISSING_OBJECT_CHECKS : []),
  ];
  const found = checks.flatMap((check, i) => {
    const findings = check(view);
    onCheck(i + 1, checks.length);
    return findings;
  });
  return sortFindings(found.map(redactProblem));
}
