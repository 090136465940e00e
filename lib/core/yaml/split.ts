/** A part of a file: from a `---` to the next. */
export interface Chunk {
  readonly text: string;
  /** The line at which it begins in its file, counted from 1. */
  readonly line: number;
}

// YAML allows `---` at the beginning of a line nowhere else, not in quotes and not in a block either. A byte order mark before it
// comes from files that were joined.
const MARKER = /(?:^|\r\n|\n|\r)(?=\uFEFF?---(?:[ \t\r\n]|$))/g;
const LINE_BREAK = /\r\n|\n|\r/g;

/** Takes a file apart where its documents begin, so that a mistake in one does not hide the others. */
export function splitDocuments(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let line = 1;
  for (const part of text.split(MARKER)) {
    chunks.push({ text: part, line });
    // The line break before the marker is in neither part.
    line += breaksIn(part) + 1;
  }
  return chunks;
}

/** How many lines end in a text, as YAML counts. */
export function breaksIn(text: string): number {
  return text.match(LINE_BREAK)?.length ?? 0;
}
