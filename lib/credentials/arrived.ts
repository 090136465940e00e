import { CA_KEY, TOKEN_KEY } from '../access/credential-files';
import type { CredentialsDescription } from '../description/fleet-description';
import { KubeError } from '../kube/error';
import { refuseMissingNamespace } from './delivered';
import { lastingToken } from './issue';
import { textIn } from './secret';
import type { Change, Target } from './target';

/** What of a strategy says which way External Secrets Operator takes a token. */
export type OperatorStrategy = Extract<CredentialsDescription, { readonly strategy: 'externalSecrets' }>;

/**
 * Looks whether the token has arrived that External Secrets Operator brings; there is nothing else for commands to do.
 * @throws KubeError where it has not, with what to look at
 */
export async function arrivedToken(target: Target, strategy: OperatorStrategy): Promise<Change[]> {
  const { tokenSecret, lastingSecret, externalSecret } = strategy;
  const { namespace, cluster } = target.controller;
  const token = await lastingToken(target, lastingSecret);
  await refuseMissingNamespace(target);
  const secret = await target.away.get({ apiVersion: 'v1', kind: 'Secret', namespace, name: tokenSecret });
  const object = `Secret ${namespace}/${tokenSecret}`;
  const arrived = textIn(secret, TOKEN_KEY);
  if (arrived === undefined || textIn(secret, CA_KEY) === undefined) {
    const what = secret === undefined ? 'is not there yet' : `has nothing under '${TOKEN_KEY}' or '${CA_KEY}'`;
    throw notArrived(target, strategy, `${object} in cluster '${cluster}' ${what}`);
  }
  if (arrived !== token) {
    const other = `has another token than Secret ${target.controlPlane.namespace}/${lastingSecret} in cluster '${target.controlPlane.cluster}'`;
    throw notArrived(target, strategy, `${object} in cluster '${cluster}' ${other}`);
  }
  const another = `run 'cdk8s-kargo credentials revoke ${target.shard.name}' and apply dist/${target.controlPlane.cluster}/2-kargo`;
  const detail = `ExternalSecret ${externalSecret} has brought it, and it never expires; for another one ${another}`;
  return [{ cluster, object, done: 'unchanged', detail }];
}

function notArrived(
  { controlPlane, controller }: Target,
  { pushSecret, externalSecret }: OperatorStrategy,
  what: string,
): KubeError {
  const push = `PushSecret ${controlPlane.namespace}/${pushSecret} in cluster '${controlPlane.cluster}'`;
  const pull = `ExternalSecret ${controller.namespace}/${externalSecret} in cluster '${controller.cluster}'`;
  return new KubeError(
    'missing',
    `${what}: External Secrets Operator brings it, and not this command`,
    `apply dist/${controlPlane.cluster}/2-kargo and dist/${controller.cluster}/2-kargo, and see the conditions of ${push} and of ${pull}`,
  );
}
