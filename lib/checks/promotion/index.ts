import type { Finding } from '../../core/finding';
import type { FleetView } from '../view';
import { checkAliasDuplicate, checkAliasReserved } from './aliases';
import { Calls } from './calls';
import { checkForeignMetadata } from './foreign-metadata';
import { checkOutputs } from './outputs';
import { checkArgocdSteps } from './shard-abilities';
import { checkTaskSteps } from './task-steps';
import { checkVariablesUnset } from './task-variables';
import { checkVariablesUndeclared } from './variables';
import { checkVerificationArguments } from './verification-arguments';

const CHECKS: readonly ((view: FleetView, calls: Calls) => Finding[])[] = [
  checkAliasDuplicate,
  checkAliasReserved,
  checkArgocdSteps,
  checkForeignMetadata,
  checkOutputs,
  checkTaskSteps,
  checkVariablesUndeclared,
  checkVariablesUnset,
  checkVerificationArguments,
];

/** All checks of promotion steps. Together, since finding out who calls whom takes longer than most of them. */
export function checkPromotionSteps(view: FleetView): Finding[] {
  const calls = new Calls(view);
  return CHECKS.flatMap((check) => check(view, calls));
}
