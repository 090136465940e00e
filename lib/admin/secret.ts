import { refuseForeign, secretOf } from '../credentials/secret';
import type { Change, RunOptions } from '../credentials/target';
import { KubeError } from '../kube/error';
import { passwordHash, signingKey } from './password';
import type { AdminTarget } from './target';

/** Keys of the Secret that `api.secret.name` of Kargo's chart names (Kargo 1.11). */
export const HASH_KEY = 'ADMIN_ACCOUNT_PASSWORD_HASH';
/** @see HASH_KEY */
export const SIGNING_KEY = 'ADMIN_ACCOUNT_TOKEN_SIGNING_KEY';

/** What replacing the Secret does to people. */
export const ROTATION_ENDS =
  'once the API server restarts, the former password is refused, and so is every session that was opened with it';

/**
 * Writes the Secret of the admin account, with a new key that signs sessions.
 * @param rotate whether one that is there is replaced
 * @throws KubeError `conflict` where one is there that must not be replaced, `missing` where nothing was applied yet
 */
export async function writeAdminSecret(
  target: AdminTarget,
  password: string,
  rotate: boolean,
  { dryRun }: RunOptions,
): Promise<Change> {
  const { store, secret: name } = target;
  const { namespace, cluster } = target.controlPlane;
  const previous = await previousOf(target, rotate);
  const texts = { [HASH_KEY]: await passwordHash(password), [SIGNING_KEY]: signingKey() };
  const secret = secretOf(name, namespace, {}, texts, previous);
  await (previous === undefined ? store.create(secret, { dryRun }) : store.replace(secret, { dryRun }));
  const done = previous === undefined ? 'created' : 'replaced';
  const detail = previous === undefined ? undefined : ROTATION_ENDS;
  return { cluster, object: `Secret ${namespace}/${name}`, done, ...(detail !== undefined && { detail }) };
}

async function previousOf({ store, controlPlane, secret: name }: AdminTarget, rotate: boolean) {
  const { namespace, cluster } = controlPlane;
  if ((await store.get({ apiVersion: 'v1', kind: 'Namespace', name: namespace })) === undefined) {
    throw new KubeError(
      'missing',
      `Namespace '${namespace}' is not in cluster '${cluster}' (${store.server})`,
      `apply dist/${cluster}/2-kargo`,
    );
  }
  const previous = await store.get({ apiVersion: 'v1', kind: 'Secret', namespace, name });
  refuseForeign(
    previous,
    `cluster '${cluster}'`,
    'change the password where that Secret is made, or delete it and run the command again',
  );
  if (previous !== undefined && !rotate) {
    throw new KubeError(
      'conflict',
      `Secret ${namespace}/${name} is in cluster '${cluster}' already, and its password cannot be told from it`,
      `give --rotate for a new password: ${ROTATION_ENDS}`,
    );
  }
  return previous;
}
