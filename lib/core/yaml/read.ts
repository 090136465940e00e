import { constructFromEvents, EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml';
import type { Problem } from '../finding';
import { YamlDocument } from './document';
import { explain } from './explain';
import { KUBECTL_SCHEMA } from './kubectl-schema';
import { positionOf } from './position';
import { breaksIn, type Chunk, splitDocuments } from './split';

/** What is wrong with a YAML file. */
export type YamlProblem = Problem & {
  /** The line of the file, counted from 1. */
  readonly line: number;
};

/** What a YAML file holds, and what of it could not be read. */
export interface ParsedYaml {
  readonly documents: readonly YamlDocument[];
  /** All of id `yaml-invalid`, at most one for each document. */
  readonly problems: readonly YamlProblem[];
}

/**
 * Reads YAML as kubectl does (see KUBECTL_SCHEMA), merge keys and several documents included, but strictly: a key that is
 * given twice, a tag that kubectl ignores, a number that JavaScript would round, a character that only some readers take for a
 * line break are problems. A document with a problem is left out, the others are read. Empty ones, and those that are null, do
 * not count. Nothing of the content is in a message, except for the names of keys.
 *
 * @param text a whole file, with or without a byte order mark, with any line breaks
 * @param file how messages name the file
 */
export function parseYaml(text: string, file: string): ParsedYaml {
  const documents: YamlDocument[] = [];
  const problems: YamlProblem[] = [];
  for (const chunk of splitDocuments(text)) {
    try {
      documents.push(...documentsOf(chunk));
    } catch (error) {
      if (!(error instanceof YAMLException)) {
        throw error;
      }
      problems.push(problemOf(error, chunk, file));
    }
  }
  return { documents, problems };
}

// More than one where documents end with `...`: kubectl would drop all but the first.
function documentsOf(chunk: Chunk): YamlDocument[] {
  refuseUnclearBreaks(chunk.text);
  const events = parseEvents(chunk.text, {});
  const values = constructFromEvents(events, { source: chunk.text, schema: KUBECTL_SCHEMA });
  const positions = contentPositions(events);
  return values.flatMap((value, index) =>
    value === null
      ? []
      : [new YamlDocument(value, chunk.line + breaksIn(chunk.text.slice(0, positions[index])), chunk, index)],
  );
}

// A line break for go-yaml, a character like any other for readers of YAML 1.2.
function refuseUnclearBreaks(text: string): void {
  const position = text.search(/[\u0085\u2028\u2029]/);
  if (position >= 0) {
    const code = text.charCodeAt(position).toString(16).toUpperCase().padStart(4, '0');
    YAMLException.throwAt(text, position, `the character U+${code} ends a line for some readers only`);
  }
}

function contentPositions(events: readonly Event[]): number[] {
  return events.flatMap((event, index) =>
    event.type === EVENT_ID.DOCUMENT ? [positionOf(events[index + 1]) ?? 0] : [],
  );
}

function problemOf({ reason, mark }: YAMLException, chunk: Chunk, file: string): YamlProblem {
  const line = chunk.line + (mark?.line ?? 0);
  const { message, fix } = explain(reason, mark?.buffer.slice(mark.position) ?? '');
  return {
    severity: 'error',
    id: 'yaml-invalid',
    message: `line ${line} of ${file} is not valid YAML: ${message}`,
    fix,
    line,
  };
}
