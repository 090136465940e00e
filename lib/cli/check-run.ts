import { checkManifests } from '../checks/manifests';
import { redactProblem } from '../checks/redact-problem';
import { inOrder } from '../checks/report';
import { type Finding, sortFindings } from '../core/finding';
import { readSources, type Sources } from '../source/read';
import { FORMATS } from './check-format';
import { type FileAssumptions, fileView } from './check-view';
import { Progress } from './progress';

/** What `check` is told. */
export interface CheckOptions extends FileAssumptions {
  readonly format: keyof typeof FORMATS;
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
  const sources = readWithProgress(paths);
  const findings = sortFindings([
    ...sources.findings.map(redactProblem),
    ...checkManifests(fileView(sources.objects, options)).map((finding) => forFiles(finding, options)),
  ]);
  // By the number of the line, so that line 9 comes before line 10.
  const errors = inOrder(findings.filter(({ severity }) => severity === 'error'));
  const warnings = inOrder(findings.filter(({ severity }) => severity === 'warning'));
  process.stdout.write(FORMATS[options.format]([...errors, ...warnings]));
  process.stderr.write(remarks(sources, options, errors.length, warnings.length));
  return sources.files === 0 ? NOTHING_FOUND : errors.length > 0 ? ERRORS : OK;
}

function readWithProgress(paths: readonly string[]): Sources {
  let progress: Progress | undefined;
  const sources = readSources(paths, {
    onFile: (done, total) => {
      progress ??= new Progress(process.stderr, 'files', total);
      progress.update(done);
    },
  });
  progress?.end();
  return sources;
}

/** The fixes of some checks name constructs, which nobody who has only YAML can change. */
function forFiles(finding: Finding, { shards = [] }: CheckOptions): Finding {
  switch (finding.id) {
    case 'default-missing':
      return { ...finding, fix: "write 'spec.shard' in each of them, or leave out --no-default-controller" };
    case 'shard-undeclared':
      return {
        ...finding,
        fix: `write one of the shards that are named by --shards (${shards.join(', ')}), or name this one there`,
      };
    default:
      return finding;
  }
}

const ASSUMPTIONS = {
  projects: 'in namespaces whose Project is not among the files, what is referred to may be elsewhere (--assume)',
  complete: 'the files hold every Project and everything that pipelines refer to (--assume)',
  nothing: 'whatever is referred to and not among the files is elsewhere (--assume)',
} as const;

function remarks({ notes, objects, files }: Sources, options: CheckOptions, errors: number, warnings: number): string {
  const { shards, defaultController, assume } = options;
  const assumed = [
    ASSUMPTIONS[assume],
    ...(shards === undefined ? ['every shard has a controller (--shards)'] : []),
    ...(defaultController ? ['a default controller runs (--no-default-controller)'] : []),
  ];
  const more = notes.length - MOST_NOTES;
  const lines = [
    ...notes.slice(0, MOST_NOTES).map((note) => `note: ${note}`),
    ...(more > 0 ? [`note: ${more} more files were left out or have no objects in them`] : []),
    ...assumed.map((assumption) => `assumed: ${assumption}`),
    files === 0
      ? 'error: no file was found that could be checked'
      : `${count(objects.length, 'object')} in ${count(files, 'file')}: ${count(errors, 'error')}, ${count(warnings, 'warning')}`,
  ];
  return `${lines.join('\n')}\n`;
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
