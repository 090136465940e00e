import { made, problemOf } from '../core/shape';
import { UserError } from '../core/user-error';
import { isMapping } from '../core/values';
import type { StringMap } from '../topology/props/workload';
import type { ShardedStage } from './sharded-stage';

const A_STAGE = made(
  'a Stage, such as a ShardedStage',
  (value) => isMapping(value) && [value.projectName, value.name].every((name) => typeof name === 'string'),
);

/**
 * The annotation by which an Application of Argo CD lets Stages update it: step `argocd-update` refuses without (Kargo 1.11;
 * earlier versions read a single Stage only).
 * @throws Error for what is no Stage of a known Project
 */
export function authorizedStage(...stages: readonly Pick<ShardedStage, 'name' | 'projectName'>[]): StringMap {
  for (const stage of stages) {
    const wrong = problemOf('authorizedStage()', 'an argument', stage, A_STAGE);
    if (wrong !== undefined) {
      throw new UserError(wrong.message, wrong.fix);
    }
  }
  return {
    'kargo.akuity.io/authorized-stage': stages.map(({ projectName, name }) => `${projectName}:${name}`).join(','),
  };
}
