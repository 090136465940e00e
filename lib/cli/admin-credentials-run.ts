import { text as textOf } from 'node:stream/consumers';
import { ownPassword, strongPassword } from '../admin/password';
import { API_DEPLOYMENT, isApiRunning, restartApi } from '../admin/restart';
import { ROTATION_ENDS, writeAdminSecret } from '../admin/secret';
import { adminSecretOf } from '../admin/target';
import { UserError } from '../core/user-error';
import { SecretFile, STDOUT } from '../credentials/secret-file';
import type { ControlPlaneDescription } from '../description/fleet-description';
import { readDescription } from '../description/read';
import { type AdminResult, printAdminResult } from './admin-credentials-format';
import { isConfirmed } from './confirm';
import { FleetClusters } from './fleet-clusters';
import type { FleetOptions } from './fleet-options';

/** What `admin-credentials` is told. */
export interface AdminCredentialsOptions extends FleetOptions {
  readonly format: 'text' | 'json';
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly rotate?: boolean;
  readonly restart?: boolean;
  readonly passwordStdin?: boolean;
  readonly output?: string;
}

const OK = 0;
const FAILED = 1;

/** Makes the Secret of the admin account. @returns the exit status */
export async function runAdminCredentials(options: AdminCredentialsOptions): Promise<number> {
  const clusters = new FleetClusters(readDescription(options.dist), options);
  const controlPlane = controlPlaneOf(clusters);
  const name = adminSecretOf(controlPlane);
  const own = options.passwordStdin === true ? ownPassword(await textOf(process.stdin)) : undefined;
  const what = `${options.rotate === true ? 'replace' : 'make'} the password of the admin account`;
  const question = options.rotate === true ? `${what} (${ROTATION_ENDS})` : what;
  if (!options.dryRun && !(await isConfirmed(question, options.yes === true))) {
    process.stderr.write('nothing was changed\n');
    return FAILED;
  }
  const result = await make(clusters, controlPlane, name, own, options);
  printAdminResult(result, options);
  return result.error === undefined ? OK : FAILED;
}

async function make(
  clusters: FleetClusters,
  controlPlane: ControlPlaneDescription,
  secret: string,
  own: string | undefined,
  options: AdminCredentialsOptions,
): Promise<AdminResult> {
  const { output } = options;
  const how = { dryRun: options.dryRun === true };
  const home = output === undefined ? await clusters.api(controlPlane.cluster) : undefined;
  const store = home ?? new SecretFile(output ?? STDOUT);
  // What is said of the cluster then is about the file.
  const place = home === undefined ? { ...controlPlane, cluster: store.server } : controlPlane;
  const password = own ?? strongPassword();
  const target = { controlPlane: place, secret, store };
  const change = await writeAdminSecret(target, password, options.rotate === true, how);
  const shown = own === undefined && !how.dryRun ? { password } : {};
  if (home === undefined) {
    return { changes: [change], ...shown };
  }
  // The password is shown whatever comes now: by now it is the one that counts.
  try {
    if (options.restart === true) {
      return { changes: [change, await restartApi(home, controlPlane, how)], ...shown };
    }
    const isStale = change.done === 'replaced' || (await isApiRunning(home, controlPlane));
    return { changes: [change], ...shown, ...(isStale && { next: restartCommand(clusters, controlPlane) }) };
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    return { changes: [change], ...shown, next: restartCommand(clusters, controlPlane), error };
  }
}

function restartCommand(clusters: FleetClusters, { cluster, namespace }: ControlPlaneDescription): string {
  return `kubectl --context ${clusters.contextOf(cluster)} -n ${namespace} rollout restart deployment ${API_DEPLOYMENT}`;
}

function controlPlaneOf({ fleet }: FleetClusters): ControlPlaneDescription {
  if (fleet.controlPlane === undefined) {
    throw new UserError('the fleet has no control plane', 'name the output folder of the fleet that has it by --dist');
  }
  return fleet.controlPlane;
}
