import { durationSeconds } from '../core/duration';
import { formatUserError, UserError } from '../core/user-error';
import { readDescription } from '../description/read';
import { type Diagnosis, diagnose } from '../doctor/doctor';
import { readObjects } from '../doctor/paper';
import { loadKubeconfig } from '../kube/kubeconfig';
import { formatDiagnosis } from './doctor-format';
import { FleetClusters } from './fleet-clusters';
import type { FleetOptions } from './fleet-options';
import { reportInternal } from './run';

/** What `doctor` is told. */
export interface DoctorOptions extends FleetOptions {
  readonly format: 'text' | 'json';
  /** As Go writes durations, for example `30s`. */
  readonly timeout: string;
}

/** What a timer of Node can take. */
const LONGEST_MS = 2 ** 31 - 1;

const HEALTHY = 0;
const ERRORS = 1;
const NOT_KNOWN = 2;

/**
 * Prints what is wrong with a fleet.
 * @returns the exit status
 */
export async function runDoctor(options: DoctorOptions): Promise<number> {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), Math.min((durationSeconds(options.timeout) ?? 0) * 1000, LONGEST_MS));
  try {
    const diagnosis = await diagnosed(options, end.signal);
    const clusters = readDescription(options.dist).clusters.length;
    process.stdout.write(formatDiagnosis(diagnosis, clusters, options.format));
    return statusOf(diagnosis);
  } catch (error) {
    if (error instanceof UserError) {
      process.stderr.write(`${formatUserError(error)}\n`);
    } else {
      // Status 1 would say that the fleet has errors.
      reportInternal(error);
    }
    return NOT_KNOWN;
  } finally {
    clearTimeout(timer);
    // What is still on its way would keep the process alive.
    end.abort();
  }
}

async function diagnosed(options: DoctorOptions, signal: AbortSignal): Promise<Diagnosis> {
  const fleet = readDescription(options.dist);
  const clusters = new FleetClusters(fleet, options, signal);
  // Without one nothing can be found out of any cluster.
  await loadKubeconfig(options.kubeconfig);
  const objects = readObjects(options.dist, fleet);
  const paper = {
    fleet,
    dist: options.dist,
    objects: (cluster: string) => objects.get(cluster) ?? [],
    contextOf: (cluster: string) => clusters.contextOf(cluster),
    contexts: options.context,
    ...(options.kubeconfig !== undefined && { kubeconfig: options.kubeconfig }),
    now: new Date(),
  };
  return diagnose(paper, { api: (cluster) => clusters.api(cluster), signal, timeout: options.timeout });
}

function statusOf({ findings, missing }: Diagnosis): number {
  if (findings.some(({ severity }) => severity === 'error')) {
    return ERRORS;
  }
  return missing.length > 0 ? NOT_KNOWN : HEALTHY;
}
