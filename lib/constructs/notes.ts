import type { IConstruct } from 'constructs';

const recorded = new WeakMap<IConstruct, string[]>();

/** Records something that a person may want to know and that is no mistake. A Fleet prints it when it is synthesised. */
export function recordNote(scope: IConstruct, note: string): void {
  recorded.set(scope, [...(recorded.get(scope) ?? []), note]);
}

/** What was recorded for the constructs below `root`, in the order of the tree. */
export function recordedNotes(root: IConstruct): string[] {
  return root.node.findAll().flatMap((construct) => recorded.get(construct) ?? []);
}
