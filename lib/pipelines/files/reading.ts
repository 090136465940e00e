import type { IConstruct } from 'constructs';
import { recordFinding } from '../../constructs/findings';
import { recordNote } from '../../constructs/notes';
import type { Sources } from '../../source/read';

const MOST_NOTES = 10;

/** Records what could not be read, what was ignored, and `pipelines-empty` where nothing is left. */
export function recordReading(scope: IConstruct, sources: Sources, paths: readonly string[]): void {
  const { findings, notes, objects, files } = sources;
  for (const finding of findings) {
    recordFinding(scope, finding);
  }
  for (const note of notes.slice(0, MOST_NOTES)) {
    recordNote(scope, note);
  }
  if (notes.length > MOST_NOTES) {
    recordNote(scope, `${notes.length - MOST_NOTES} more files were left out or have no objects in them`);
  }
  if (objects.length === 0 && findings.length === 0) {
    recordFinding(scope, {
      severity: 'error',
      id: 'pipelines-empty',
      message: `nothing was imported: ${whyEmpty(paths, files)}`,
      fix: 'name files, folders or patterns that have pipelines in them, or leave out the import',
    });
  }
}

function whyEmpty(paths: readonly string[], files: number): string {
  if (paths.length === 0) {
    return "'paths' is empty";
  }
  const [one, ...others] = paths.map((path) => `'${path}'`);
  const what = files === 0 ? 'file of YAML' : 'object';
  return others.length === 0 ? `there is no ${what} in ${one}` : `there is no ${what} in ${one}, ${others.join(', ')}`;
}
