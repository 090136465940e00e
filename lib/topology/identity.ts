import { CONTROLLER, shardIdentity } from '../access/identity';

/** The user that Kubernetes sees when a ServiceAccount speaks. */
export function serviceAccountUser(namespace: string, serviceAccount: string): string {
  return `system:serviceaccount:${namespace}:${serviceAccount}`;
}

/**
 * The regular expression of all users that are Kargo itself: the components that run in the control plane, and the
 * identities of all shards. The webhooks take anyone else for a person (Kargo 1.11, webhooksServer.controlplaneUserRegex,
 * which is not anchored by itself).
 */
export function controlPlaneUserRegex(of: {
  readonly namespace: string;
  readonly runsController: boolean;
  readonly collectsGarbage: boolean;
  readonly shards: readonly string[];
}): string {
  const { namespace, runsController, collectsGarbage, shards } = of;
  const serviceAccounts = [
    'kargo-api',
    ...(runsController ? [CONTROLLER] : []),
    ...(collectsGarbage ? ['kargo-garbage-collector'] : []),
    'kargo-management-controller',
    ...shards.map(shardIdentity),
  ];
  const names = [...new Set(serviceAccounts)].sort().map(quoted).join('|');
  return `^system:serviceaccount:${quoted(namespace)}:(${names})$`;
}

function quoted(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
