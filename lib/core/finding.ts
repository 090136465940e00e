import type { Path } from './path';
import { visible } from './visible';

/** `error` stops synth, `warning` is only printed. */
export type Severity = 'error' | 'warning';

/** Where a mistake was made: the path of a construct, or a line of a file. */
export type Where =
  | { readonly construct: string }
  | {
      readonly file: string;
      /** Counted from 1. @default - the finding is about the whole file */
      readonly line?: number;
    };

/** One mistake, told to the person who made it. */
export interface Finding {
  readonly severity: Severity;
  /** Stable, in kebab case, for example `shard-unclaimed`. */
  readonly id: string;
  /** What is wrong, with the value that was got; lower case, no period at the end. */
  readonly message: string;
  /** What to write instead; lower case, no period at the end. */
  readonly fix: string;
  readonly where: Where;
  /** The object that it is about, for example `Stage argocd-example-apps/nginx-dev`. @default - none in particular */
  readonly object?: string;
  /**
   * The field of that object which is wrong, or would have to be there.
   * @default - none in particular
   */
  readonly field?: Path;
}

/** A finding that counts as neither an error nor a warning, since somebody said so of its object, and why. */
export interface IgnoredFinding extends Finding {
  /** In their words, on one line; secrets in it are replaced. */
  readonly reason: string;
}

/** A finding whose place is still to be filled in by whoever knows it. */
export type Problem = Omit<Finding, 'where'>;

/** `prod/kargo` or `stages/nginx.yaml:12`. */
export function formatWhere(where: Where): string {
  if ('construct' in where) {
    return where.construct;
  }
  return where.line === undefined ? where.file : `${where.file}:${where.line}`;
}

/** `prod/kargo: error shard-unclaimed: shard 'eu' has no controller`, and the fix on a line of its own. */
export function formatFinding(finding: Finding): string {
  const { severity, id, message, fix } = finding;
  return `${formatWhere(finding.where)}: ${severity} ${id}: ${message}\n    fix: ${fix}`;
}

/** `prod/kargo: ignored shard-unclaimed: shard 'eu' has no controller`, and the reason on a line of its own. */
export function formatIgnored({ where, id, message, reason }: IgnoredFinding): string {
  return `${formatWhere(where)}: ignored ${id}: ${message}\n    reason: ${visible(reason)}`;
}

/** Findings in the order in which a person should read them: errors first, then by place, id and message; no finding twice. */
export function sortFindings<T extends Finding>(findings: readonly T[]): T[] {
  return findings
    .map((finding) => {
      const { severity, where, id, object = '', message, field = [] } = finding;
      const told = [severity, placeKey(where), id, object, message].join('\0');
      return { finding, told, key: `${told}\0${JSON.stringify(field)}` };
    })
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .filter(({ told }, i, all) => told !== all[i - 1]?.told)
    .map(({ finding }) => finding);
}

const LONGEST_LINE = 10;

/** Line 9 comes before line 10, and what is about the whole file before both. */
function placeKey(where: Where): string {
  return 'construct' in where ? where.construct : `${where.file}:${String(where.line ?? 0).padStart(LONGEST_LINE)}`;
}
