import type { Severity } from '../core/finding';
import type { DoctorFindingId } from './known-findings';

/** Something wrong with a fleet that runs. */
export interface DoctorFinding {
  /** `error`: something does not work, or is open to somebody who must not have it. */
  readonly severity: Severity;
  /** Stable, in kebab case, for example `heartbeat-stale`. */
  readonly id: DoctorFindingId;
  /** Name of the cluster. */
  readonly cluster: string;
  /** For example `Lease kargo/kargo-controller-dev-shard`. @default - it is about the cluster */
  readonly object?: string;
  /** Lower case, no period at the end. */
  readonly message: string;
  /** The command or the edit that mends it; lower case, no period at the end. */
  readonly fix: string;
  /** What it is mended with, for example the file of dist: what is mended by files comes first, in their order. @default - none */
  readonly file?: string;
}

/** Comes after all names of files. */
const NO_FILE = '\uffff';

/** Worst first, then by cluster, file, object and id. */
export function sortDoctorFindings(findings: readonly DoctorFinding[]): DoctorFinding[] {
  const key = ({ severity, cluster, file = NO_FILE, object = '', id, message }: DoctorFinding) =>
    [severity, cluster, file, object, id, message].join('\0');
  return [...findings].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
