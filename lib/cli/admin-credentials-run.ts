import { text as textOf } from 'node:stream/consumers';
import { ownPassword, strongPassword } from '../admin/password';
import { API_DEPLOYMENT, isApiRunning, restartApi } from '../admin/restart';
import { ROTATION_ENDS, writeAdminSecret } from '../admin/secret';
import { adminSecretOf } from '../admin/target';
import { UserError } from '../core/user-error';
import type { SecretFile } from '../credentials/secret-file';
import type { ControlPlaneDescription } from '../description/fleet-description';
import { readDescription } from '../description/read';
import { type AdminResult, printAdminResult } from './admin-credentials-format';
import { isConfirmed } from './confirm';
import { FleetClusters } from './fleet-clusters';
import type { FleetOptions } from './fleet-options';
import { secretOutput } from './secret-output';

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
  const file = options.output === undefined ? undefined : secretOutput(options.output, options.dist);
  const own = options.passwordStdin === true ? ownPassword(await textOf(process.stdin)) : undefined;
  const what = `${options.rotate === true ? 'replace' : 'make'} the password of the admin account`;
  const question = options.rotate === true ? `${what} (${ROTATION_ENDS})` : what;
  // A new file changes nothing that is there.
  if (file === undefined && !options.dryRun && !(await isConfirmed(question, options.yes === true))) {
    process.stderr.write('nothing was changed\n');
    return FAILED;
  }
  const result = await make(clusters, { controlPlane, secret: name, file, own }, options);
  printAdminResult(result, options);
  return result.error === undefined ? OK : FAILED;
}

/** What is to be made, and where. */
interface Order {
  readonly controlPlane: ControlPlaneDescription;
  /** Name of the Secret. */
  readonly secret: string;
  /** What takes the place of the cluster. */
  readonly file: SecretFile | undefined;
  /** The password that somebody chose. */
  readonly own: string | undefined;
}

async function make(
  clusters: FleetClusters,
  { controlPlane, secret, file, own }: Order,
  options: AdminCredentialsOptions,
): Promise<AdminResult> {
  const how = { dryRun: options.dryRun === true };
  const password = own ?? strongPassword();
  const shown = own === undefined && !how.dryRun ? { password } : {};
  const isRotated = options.rotate === true;
  if (file !== undefined) {
    // What is said of the cluster then is about the file.
    const place = { ...controlPlane, cluster: file.server };
    const target = { controlPlane: place, secret, store: file };
    return { changes: [await writeAdminSecret(target, password, isRotated, how)], ...shown };
  }
  const home = await clusters.api(controlPlane.cluster);
  const change = await writeAdminSecret({ controlPlane, secret, store: home }, password, isRotated, how);
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
