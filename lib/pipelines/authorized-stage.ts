import type { StringMap } from '../topology/props/workload';
import type { ShardedStage } from './sharded-stage';

/**
 * The annotation by which an Application of Argo CD lets Stages update it: step `argocd-update` refuses without (Kargo 1.11;
 * earlier versions read a single Stage only).
 */
export function authorizedStage(...stages: readonly Pick<ShardedStage, 'name' | 'projectName'>[]): StringMap {
  return {
    'kargo.akuity.io/authorized-stage': stages.map(({ projectName, name }) => `${projectName}:${name}`).join(','),
  };
}
