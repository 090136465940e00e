import { CA_KEY, TOKEN_KEY } from '../access/credential-files';
import { KubeError } from '../kube/error';
import { refuseMissingNamespace } from './delivered';
import { lastingToken } from './issue';
import { type OperatorStrategy, remedyOf } from './remedy';
import { textIn } from './secret';
import type { Change, Target } from './target';

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
    throw await notArrived(target, `${object} in cluster '${cluster}' ${what}`);
  }
  if (arrived !== token) {
    const other = `has another token than Secret ${target.controlPlane.namespace}/${lastingSecret} in cluster '${target.controlPlane.cluster}'`;
    throw await notArrived(target, `${object} in cluster '${cluster}' ${other}`);
  }
  const another = `run 'cdk8s-kargo credentials revoke ${target.shard.name}' and apply dist/${target.controlPlane.cluster}/2-kargo`;
  const detail = `ExternalSecret ${externalSecret} has brought it, and it never expires; for another one ${another}`;
  return [{ cluster, object, done: 'unchanged', detail }];
}

async function notArrived(target: Target, what: string): Promise<KubeError> {
  const { why, fix } = await remedyOf(target);
  return new KubeError('missing', `${what}${why}`, fix);
}
