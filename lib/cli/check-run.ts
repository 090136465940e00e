import { checkFleet } from '../checks';
import { applyIgnores } from '../checks/ignore/apply';
import { ignoresIn } from '../checks/ignore/ignore';
import { redactProblem } from '../checks/redact-problem';
import type { Finding } from '../core/finding';
import { readSources, type Sources } from '../source/read';
import type { ApplicationsPath } from './applications-path';
import { applicationsAmong, readApplications } from './check-applications';
import { FORMATS, ignoredText } from './check-format';
import { type FileAssumptions, fileView } from './check-view';
import { Progress } from './progress';

/** What `check` is told. */
export interface CheckOptions extends FileAssumptions {
  readonly format: keyof typeof FORMATS;
  /** Where Applications of Argo CD are kept. @default - nowhere but among the files */
  readonly applications?: readonly ApplicationsPath[];
}

const OK = 0;
const ERRORS = 1;
const NOTHING_FOUND = 2;

const MOST_NOTES = 10;

/**
 * Checks what is in files, prints findings to stdout and everything else to stderr.
 * @returns the exit status: 0 without errors, 1 with, 2 when no file was found
 */
export function checkPaths(paths: readonly string[], options: CheckOptions): number {
  const progress = new Progress(process.stderr, 'files', 0);
  const sources = readSources(paths, { onFile: inStages(progress, 'files') });
  const given = readApplications(options.applications ?? []);
  const among = applicationsAmong(sources.objects, given);
  const unread = sources.findings.some(isError);
  const view = { ...fileView(sources.objects, options), applications: [...given.views, ...among], unread };
  const found = [
    ...[...sources.findings, ...given.findings].map(redactProblem),
    ...checkFleet(view, inStages(progress, 'checks')).map((finding) => forFiles(finding, options)),
  ];
  progress.end();
  const { findings, ignored } = applyIgnores(found, ignoresIn(view), view);
  const errors = findings.filter(isError).length;
  const warnings = findings.length - errors;
  process.stdout.write(FORMATS[options.format](findings, ignored));
  process.stderr.write(options.format === 'text' ? ignoredText(ignored) : '');
  const assumed = [...(among.length > 0 ? [ANY_SHARD] : []), ...(unread ? [UNREAD] : [])];
  process.stderr.write(remarks(sources, options, assumed, [errors, warnings, ignored.length]));
  return sources.files === 0 ? NOTHING_FOUND : errors > 0 ? ERRORS : OK;
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function inStages(progress: Progress, unit: string): (done: number, total: number) => void {
  return (done, total) => {
    if (done === 1) {
      progress.next(unit, total);
    }
    progress.update(done);
  };
}

/** The fixes of some checks name constructs, which nobody who has only YAML can change. */
function forFiles(finding: Finding, { shards = [] }: CheckOptions): Finding {
  switch (finding.id) {
    case 'default-missing':
      return { ...finding, fix: "write 'spec.shard' in each of them, or leave out --no-default-controller" };
    case 'shard-undeclared':
      return {
        ...finding,
        fix: `${finding.fix.endsWith('?') ? `${finding.fix} otherwise ` : ''}write one of the shards that are named by --shards (${shards.join(', ')}), or name this one there`,
      };
    case 'analysis-template-missing':
    case 'promotion-task-missing':
    case 'stage-missing':
    case 'warehouse-missing':
      return finding.fix.endsWith('?') ? finding : { ...finding, fix: `${finding.fix}, or name it by --existing` };
    default:
      return finding;
  }
}

const ASSUMPTIONS = {
  projects: 'in namespaces whose Project is not among the files, what is referred to may be elsewhere (--assume)',
  complete: 'the files hold every Project and everything that pipelines refer to (--assume)',
  nothing: 'whatever is referred to and not among the files is elsewhere (--assume)',
} as const;

const UNREAD = 'what could not be read may hold what is missing';
const ANY_SHARD = 'an Application among the files is that of any shard (--applications)';

function remarks(
  { notes, objects, files }: Sources,
  options: CheckOptions,
  more: readonly string[],
  [errors, warnings, ignored]: readonly [number, number, number],
): string {
  const { shards, defaultController, assume } = options;
  const assumed = [
    ASSUMPTIONS[assume],
    ...(shards === undefined ? ['every shard has a controller (--shards)'] : []),
    ...(defaultController ? ['a default controller runs (--no-default-controller)'] : []),
    ...more,
  ];
  const rest = notes.length - MOST_NOTES;
  const lines = [
    ...notes.slice(0, MOST_NOTES).map((note) => `note: ${note}`),
    ...(rest > 0 ? [`note: ${rest} more files were left out or have no objects in them`] : []),
    ...assumed.map((assumption) => `assumed: ${assumption}`),
    files === 0
      ? 'error: no file was found that could be checked'
      : `${count(objects.length, 'object')} in ${count(files, 'file')}: ${count(errors, 'error')}, ${count(warnings, 'warning')}${ignored > 0 ? `, ${ignored} ignored` : ''}`,
  ];
  return `${lines.join('\n')}\n`;
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
