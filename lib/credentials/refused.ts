import { setTimeout as sleep } from 'node:timers/promises';
import { KubeError } from '../kube/error';
import { isAccepted } from './delivered';
import type { Target } from './target';

/** A ServiceAccount that waits for its finalizers has its tokens for a minute, and servers remember (kube-apiserver 1.35). */
const WAIT_SECONDS = 90;
const EVERY_MS = 500;
/** So many refusals in a row, since what another token was found good for just now is remembered a little longer. */
const REFUSALS = 3;

/**
 * Waits until the control plane's server refuses a token.
 * @returns milliseconds until it did
 */
export async function refusedAfter({ home, controlPlane }: Target, token: string): Promise<number> {
  const start = Date.now();
  for (let refusals = 0; refusals < REFUSALS; ) {
    refusals = (await isAccepted(home, token)) ? 0 : refusals + 1;
    if (Date.now() - start > WAIT_SECONDS * 1000) {
      throw new KubeError(
        'refused',
        `cluster '${controlPlane.cluster}' (${home.server}) still accepts the tokens after ${WAIT_SECONDS} s`,
        'see whether something in front of it remembers them, and run the command again',
      );
    }
    await sleep(EVERY_MS);
  }
  return Date.now() - start;
}
