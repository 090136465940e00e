import type { CredentialsDescription } from '../description/fleet-description';
import type { ObjectRef } from '../kube/api';
import { KubeError } from '../kube/error';
import { whyNotReady } from '../kube/ready';
import type { Target } from './target';

/** What of a strategy says which way External Secrets Operator takes a token. */
export type OperatorStrategy = Extract<CredentialsDescription, { readonly strategy: 'externalSecrets' }>;

/** What to do about a token that is not there, or not good. */
export interface Remedy {
  /** What is to be said behind what is wrong: why it is so, as far as that is known. @default '' */
  readonly why: string;
  readonly fix: string;
}

const OPERATOR = 'External Secrets Operator';
/** The first is the one of today; the other one is that of releases before 0.17. */
const EXTERNAL_SECRET_VERSIONS = ['external-secrets.io/v1', 'external-secrets.io/v1beta1'];

/** Whoever brings the token of a shard, and what they say: this program, External Secrets Operator, or somebody else. */
export async function remedyOf(target: Target): Promise<Remedy> {
  const { credentials, shard } = target;
  if (credentials.strategy === 'externalSecrets') {
    return operatorsRemedy(target, credentials);
  }
  const fix =
    'tokenSecret' in credentials ? `run 'cdk8s-kargo credentials deliver ${shard.name}'` : 'renew it where it was made';
  return { why: '', fix };
}

async function operatorsRemedy(
  { controlPlane, controller, home, away }: Target,
  { pushSecret, externalSecret }: OperatorStrategy,
): Promise<Remedy> {
  const push = `PushSecret ${controlPlane.namespace}/${pushSecret} in cluster '${controlPlane.cluster}'`;
  const pull = `ExternalSecret ${controller.namespace}/${externalSecret} in cluster '${controller.cluster}'`;
  const pushRef = { apiVersion: 'external-secrets.io/v1alpha1', kind: 'PushSecret', name: pushSecret };
  const pullRef = { kind: 'ExternalSecret', namespace: controller.namespace, name: externalSecret };
  const states = await Promise.all([
    stateOf(home, push, [{ ...pushRef, namespace: controlPlane.namespace }]),
    stateOf(
      away,
      pull,
      EXTERNAL_SECRET_VERSIONS.map((apiVersion) => ({ apiVersion, ...pullRef })),
    ),
  ]);
  const said = states.flatMap((state) => (state === 'ready' || state === 'unknown' ? [] : [`; ${state}`]));
  return {
    why: `: ${OPERATOR} brings it, and not this command${said.join('')}`,
    fix: states.every((state) => state === 'ready')
      ? `wait until it has looked at both again, or see whether ${push} and ${pull} name the same entry of one store`
      : `apply dist/${controlPlane.cluster}/2-kargo and dist/${controller.cluster}/2-kargo, and see the conditions of ${push} and of ${pull}`,
  };
}

/** `ready`, `unknown` to whoever may not read it, or in words what is wrong with the object. */
async function stateOf(api: Target['away'], what: string, refs: readonly ObjectRef[]): Promise<string> {
  try {
    for (const ref of refs) {
      const object = await api.get(ref);
      if (object !== undefined) {
        const why = whyNotReady(object, OPERATOR);
        return why === undefined ? 'ready' : `${what} is not ready: ${why}`;
      }
    }
    return `${what} is not there`;
  } catch (error) {
    if (error instanceof KubeError) {
      return 'unknown';
    }
    throw error;
  }
}
