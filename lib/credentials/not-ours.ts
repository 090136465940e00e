import { KubeError } from '../kube/error';
import type { TokenStrategy } from './issue';
import type { Target } from './target';

/** The strategy of a shard whose tokens these commands make. @throws KubeError for one whose owner looks after them */
export function tokenStrategyOf({ shard, controller, credentials }: Target, command: string): TokenStrategy {
  if ('tokenSecret' in credentials) {
    return credentials;
  }
  const secret = `Secret ${controller.namespace}/${controller.kubeconfigSecret} in cluster '${controller.cluster}'`;
  throw new KubeError(
    'refused',
    `shard '${shard.name}' has credentials of its owner's (${credentials.strategy}), which this command cannot ${command}`,
    credentials.strategy === 'existingSecret'
      ? `${command} it where ${secret} is made`
      : `${command} it where the kubeconfig was made, and deliver that`,
  );
}
