import type { UserError } from '../core/user-error';
import type { Blockers } from '../removal/blockers';
import { describeRef, type Step } from '../removal/target';
import type { RemoveJson } from './json-output';

/** What is there of a shard, and what was done about it. */
export interface RemoveResult extends Omit<RemoveJson, 'plan' | 'error'> {
  /** What is deleted, in this order. */
  readonly steps: readonly Step[];
  /** The only cluster that was looked at. @default - that of its controller too */
  readonly onlyIn?: string;
  /** @default - nothing went wrong */
  readonly error?: UserError;
}

/** All of it as JSON. */
export function removeJson({ steps, error, onlyIn: _, ...result }: RemoveResult): string {
  const plan = steps.map(({ cluster, ref }) => ({ cluster, object: describeRef(ref) }));
  const document: RemoveJson = { ...result, plan, error: error && { message: error.message, fix: error.fix } };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** What is to be done, for people. */
export function planText(result: RemoveResult): string {
  const { shard, steps } = result;
  const lines = steps.map(
    ({ cluster, ref, why }) => `${describeRef(ref)} in ${cluster}${why === undefined ? '' : ` (${why})`}`,
  );
  const list =
    lines.length > 0
      ? section(`there is of shard '${shard}', and is deleted in this order:`, lines)
      : [`nothing is there of shard '${shard}' that could be deleted`];
  return [...list, ...restText(result)].join('\n');
}

/** What is to be done by others than this command. */
function restText({ edits, stays }: RemoveResult): string[] {
  return [...section('to be done in main.ts, so that nothing makes it again:', edits), ...section('stays:', stays)];
}

/** What was done, and what is left. */
export function doneText(result: RemoveResult): string {
  const { shard, onlyIn, changes, stays } = result;
  const where = onlyIn === undefined ? '' : ` in cluster '${onlyIn}'`;
  const text =
    changes.length === 0
      ? `nothing was there of shard '${shard}'${where}`
      : `nothing is left of shard '${shard}'${where}${stays.length === 0 ? '' : ' but what stays'}`;
  return [text, ...restText(result)].join('\n');
}

/** What was to be deleted, and is not gone yet. */
export function leftText({ steps, changes }: RemoveResult): string {
  const gone = new Set(changes.map(({ cluster, object }) => `${object} in ${cluster}`));
  const all = steps.map(({ cluster, ref }) => `${describeRef(ref)} in ${cluster}`);
  return section(
    'not gone yet:',
    all.filter((each) => !gone.has(each)),
  ).join('\n');
}

/** What keeps a shard from being removed; nothing where nothing does. */
export function blockersText({ named, running }: Blockers): string {
  return [...section('still names it:', named), ...section('is not over:', running)].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}
