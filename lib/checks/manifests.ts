import { type Finding, sortFindings } from '../core/finding';
import { checkFleet } from './index';
import { redactProblem } from './redact-problem';
import { checkSpecs } from './schema/specs';
import { checkSteps } from './schema/steps';
import { checkSubscriptions } from './schema/subscriptions';
import type { FleetView } from './view';

/**
 * What checkFleet finds, and whatever in manifests does not fit Kargo's schemas. The types of the constructs say most of the
 * latter already, and compiling schemas takes longer than all the rest of a small fleet's synth: so it is only done where
 * objects come from files.
 */
export function checkManifests(view: FleetView): Finding[] {
  const found = [checkSpecs, checkSteps, checkSubscriptions].flatMap((check) => check(view));
  return sortFindings([...checkFleet(view), ...found.map(redactProblem)]);
}
