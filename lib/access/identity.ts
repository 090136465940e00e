/** The chart's own controller, and the beginning of every other controller's names (Kargo 1.11 chart, controller.id). */
export const CONTROLLER = 'kargo-controller';

/**
 * The ServiceAccount of a shard in the control plane's namespace; also the beginning of the names of its bindings, and the
 * name of its controller's Lease (Kargo 1.10).
 */
export function shardIdentity(shardName: string): string {
  return `${CONTROLLER}-${shardName}`;
}

/** The Secret in the control plane's namespace that Kubernetes fills with a token of a shard that never ends. */
export function lastingTokenName(shardName: string): string {
  return `${shardIdentity(shardName)}-token`;
}

/** The Secret in the control plane's namespace with which all other tokens of a shard end. */
export function tokenBindingName(shardName: string): string {
  return `${shardIdentity(shardName)}-token-binding`;
}
