import type { FleetDescription } from '../description/fleet-description';
import type { Action, KubeApi } from '../kube/api';
import { KubeError } from '../kube/error';
import { describeAction, forbiddenActions, neededActions } from './permissions';
import { remedyOf } from './remedy';
import type { StoredCredential } from './stored';
import type { Target } from './target';

/** What a credential turned out to be good for. */
export interface Verification {
  /** The address by which the control plane was reached. */
  readonly server: string;
  /** Who the server says that it is. */
  readonly user: string;
  /** How many things were asked. */
  readonly asked: number;
  /** What is wrong, one line each; none where all is well. */
  readonly problems: readonly string[];
}

/** How many questions are open at once. */
const AT_ONCE = 10;

/** Asks the server, with the credential of a shard itself, who it is and what it may do. */
export async function verifyCredential(
  target: Target,
  { api: credential, expires }: StoredCredential,
  fleet: FleetDescription,
): Promise<Verification> {
  const user = await userOf(target, credential, expires);
  const expected = `system:serviceaccount:${target.controlPlane.namespace}:${target.serviceAccount}`;
  if (user !== expected) {
    return {
      server: credential.server,
      user,
      asked: 0,
      problems: [`it is the credential of '${user}', expected that of '${expected}'`],
    };
  }
  const needed = neededActions(target);
  const forbidden = forbiddenActions(target, fleet);
  const answers = await askAll(credential, [...needed, ...forbidden]);
  return {
    server: credential.server,
    user,
    asked: answers.size,
    problems: [
      ...needed.filter((action) => !answers.get(action)).map((action) => `it may not ${describeAction(action)}`),
      ...forbidden
        .filter((action) => answers.get(action))
        .map((action) => `it may ${describeAction(action)}, and must not`),
    ],
  };
}

/** @throws KubeError `unauthorized` that says so where the token has ended */
async function userOf(target: Target, credential: KubeApi, expires?: Date): Promise<string> {
  try {
    return await credential.user();
  } catch (error) {
    if (!(error instanceof KubeError && error.kind === 'unauthorized')) {
      throw error;
    }
    const ended = expires !== undefined && expires.getTime() <= Date.now();
    const what = ended
      ? `the token ended at ${expires.toISOString()}`
      : 'the credential was revoked, or is of another cluster';
    const { why, fix } = await remedyOf(target);
    throw new KubeError(
      'unauthorized',
      `${credential.server} does not accept the credential (401): ${what}${why}`,
      fix,
    );
  }
}

async function askAll(credential: KubeApi, actions: readonly Action[]): Promise<Map<Action, boolean>> {
  const answers = new Map<Action, boolean>();
  const open = [...actions];
  const worker = async () => {
    for (let action = open.pop(); action !== undefined; action = open.pop()) {
      answers.set(action, await credential.may(action));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}
