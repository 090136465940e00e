import type { RecordedProblem } from '../../constructs/findings';
import { describe } from '../../core/kube-object';
import type { FileObject } from './file-object';
import { GIVE_NAMESPACE } from './foreign';
import { isHomeless } from './scope';

/** `project-missing`, as a check tells it too, with what to do about it here: Kargo's objects that name no namespace. */
export function homelessness(objects: readonly FileObject[]): RecordedProblem[] {
  const [first, ...others] = objects.filter(({ object }) => isHomeless(object)).sort(byPlace);
  if (first === undefined) {
    return [];
  }
  const object = describe(first.object);
  const who = others.length === 0 ? `${object} is` : `${object} and ${others.length} more are`;
  return [
    {
      severity: 'error',
      id: 'project-missing',
      message: `${who} in no namespace`,
      fix: `write the Project's name as 'metadata.namespace', or ${GIVE_NAMESPACE}`,
      where: first.where,
      object,
      field: ['metadata', 'namespace'],
    },
  ];
}

function byPlace({ where: a }: FileObject, { where: b }: FileObject): number {
  if (!('file' in a && 'file' in b)) {
    return 0;
  }
  return a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : a.file < b.file ? -1 : 1;
}
