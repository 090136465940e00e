import { redact } from '../checks/secret-text';
import type { KubeApi } from '../kube/api';
import type { Missing } from './answers';
import { EXAMINATIONS } from './examinations';
import { withoutStrangers } from './examinations/strangers';
import { withoutTerminating } from './examinations/terminating';
import { tokensIn } from './examinations/tokens';
import { type DoctorFinding, sortDoctorFindings } from './finding';
import { gather } from './gather';
import type { Paper } from './paper';

/** What a doctor found out. */
export interface Diagnosis {
  /** Worst first. */
  readonly findings: readonly DoctorFinding[];
  /** What nothing is known of. */
  readonly missing: readonly Missing[];
  /** How many things were answered. */
  readonly answers: number;
}

/** How to reach clusters. */
export interface DiagnoseOptions {
  readonly api: (cluster: string) => Promise<KubeApi>;
  /** Ends the asking. */
  readonly signal: AbortSignal;
  /** How long it may take, in words, for example `30s`. */
  readonly timeout: string;
}

/** Compares a fleet as synth wrote it with its clusters. Changes nothing, and goes on without clusters that do not answer. */
export async function diagnose(paper: Paper, options: DiagnoseOptions): Promise<Diagnosis> {
  const { controlPlane, clusters } = paper.fleet;
  const answers = await gather({
    ...options,
    clusters: clusters.map(({ name }) => name),
    questions: EXAMINATIONS.flatMap(({ asks }) => asks(paper)),
    ...(controlPlane !== undefined && {
      tokens: { cluster: controlPlane.cluster, of: (known) => tokensIn(paper, known) },
    }),
  });
  const all = EXAMINATIONS.flatMap(({ examine }) => examine(paper, answers));
  const findings = withoutTerminating(answers, withoutStrangers(paper, all));
  return {
    findings: sortDoctorFindings(findings.map((each) => ({ ...each, message: redact(each.message) }))),
    missing: answers.missing,
    answers: answers.count,
  };
}
