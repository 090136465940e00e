import type { Finding, Severity } from '../core/finding';
import type { Change } from '../credentials/target';
import type { Verification } from '../credentials/verify';
import type { Missing } from '../doctor/answers';
import type { DoctorFinding } from '../doctor/finding';
import type { Blockers } from '../removal/blockers';

/** What commands print with `--format json`: one document each. The reference shows it. */
export interface JsonOutput {
  readonly check: CheckJson;
  readonly credentials: CredentialsJson;
  readonly 'admin-credentials': AdminCredentialsJson;
  readonly remove: RemoveJson;
  readonly doctor: DoctorJson;
}

/** Of `check`. */
export interface CheckJson {
  /** What is wrong. */
  readonly findings: readonly CheckFindingJson[];
  /** What an annotation silences. */
  readonly ignored: readonly IgnoredJson[];
}

/** One finding. */
export interface CheckFindingJson extends Pick<Finding, 'id' | 'message' | 'fix'> {
  /** With an error the exit status is 1. */
  readonly severity: Severity;
  /** Path of the file. */
  readonly file: string;
  /** From 1; `null` where no line is to blame. */
  readonly line: number | null;
  /** For example `Stage apps/web-dev`; `null` where it is about the whole file. */
  readonly object: string | null;
}

/** A finding that is ignored. */
export interface IgnoredJson extends CheckFindingJson {
  /** What the annotation says. */
  readonly reason: string;
}

/** What went wrong. */
export interface ErrorJson {
  /** Lower case, no period at the end. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Of all commands of `credentials`. */
export interface CredentialsJson {
  /** Whether nothing was changed, since `--dry-run` was given. */
  readonly dryRun: boolean;
  /** How it went, shard by shard. */
  readonly shards: readonly ShardJson[];
}

/** How it went with one shard. */
export interface ShardJson {
  /** Name of the shard. */
  readonly shard: string;
  /** What was done, in order; not with `verify`. */
  readonly changes?: readonly Change[];
  /** What the credential is good for; with `verify` only. */
  readonly verification?: Verification;
  /** Only where something went wrong. */
  readonly error?: ErrorJson;
}

/** Of `admin-credentials`. */
export interface AdminCredentialsJson {
  /** Whether nothing was changed, since `--dry-run` was given. */
  readonly dryRun: boolean;
  /** What was done, in order. */
  readonly changes: readonly Change[];
  /** The new password, this once; not where it was given, and not with `--dry-run`. */
  readonly password?: string;
  /** A command that is still to be run. */
  readonly next?: string;
  /** Only where something went wrong after the Secret was written. */
  readonly error?: ErrorJson;
}

/** Of `remove`. */
export interface RemoveJson {
  /** Name of the shard. */
  readonly shard: string;
  /** Whether nothing was deleted, since `--dry-run` was given. */
  readonly dryRun: boolean;
  /** What to do with `main.ts`, one line each. */
  readonly edits: readonly string[];
  /** Why the shard cannot go yet. */
  readonly blockers: Blockers;
  /** What is deleted, in this order. */
  readonly plan: readonly PlannedJson[];
  /** What is left alone, one line each. */
  readonly stays: readonly string[];
  /** What was done, in order. */
  readonly changes: readonly Change[];
  /** Only where something went wrong. */
  readonly error?: ErrorJson;
}

/** An object that is to be deleted. */
export interface PlannedJson {
  /** Name of the cluster. */
  readonly cluster: string;
  /** For example `ServiceAccount kargo/kargo-controller-dev-shard`. */
  readonly object: string;
}

/** Of `doctor`. */
export interface DoctorJson {
  /** Whether there is no error, and nothing is missing. */
  readonly healthy: boolean;
  /** How many clusters the fleet has. */
  readonly clusters: number;
  /** How many things were answered. */
  readonly answers: number;
  /** Worst first. */
  readonly findings: readonly DoctorFinding[];
  /** What nothing is known of. */
  readonly missing: readonly Missing[];
}
