import type { Path } from '../path';
import { type FieldLines, fieldLines } from './field-lines';
import type { Chunk } from './split';

/** One document of a YAML file. */
export class YamlDocument {
  readonly #chunk: Chunk;
  readonly #index: number;
  #lines: FieldLines | undefined;

  /**
   * @param value plain data: text, finite numbers, booleans, null, lists and mappings; timestamps are text
   * @param line the line of the file on which its content begins, after comments and a `---` of its own; counted from 1
   * @param chunk the part of the file that it is in
   * @param index its place in that part, from 0
   */
  constructor(
    readonly value: unknown,
    readonly line: number,
    chunk: Chunk,
    index: number,
  ) {
    this.#chunk = chunk;
    this.#index = index;
  }

  /**
   * The line of a field: that of its key, or for an item of a list the one on which the item begins. Of a path that is not
   * written out here, or not to its end, the longest part that is.
   */
  lineOf(path: Path): number {
    return (path.length === 0 ? undefined : this.#found(path).line) ?? this.line;
  }

  /** What is written as the value of a field, if it is a short scalar and written out here. */
  writtenAt(path: Path): string | undefined {
    return this.#found(path).written;
  }

  #found(path: Path): { readonly line?: number; readonly written?: string } {
    let found: FieldLines = this.#fields();
    let line: number | undefined;
    for (const key of path) {
      const member = found.members?.get(key);
      if (member === undefined) {
        return { ...(line !== undefined && { line }) };
      }
      found = member;
      line = member.line;
    }
    return found;
  }

  // Looked for only when somebody asks: most documents have nothing wrong in them.
  #fields(): FieldLines {
    this.#lines ??= fieldLines(this.#chunk.text, this.#index, this.#chunk.line);
    return this.#lines;
  }
}
