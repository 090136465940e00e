import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';
import { positionOf } from './position';
import { breaksIn } from './split';

/** Where a value begins, and where what is in it does. */
export interface FieldLines {
  /** Counted from 1; that of its key for a member of a mapping. */
  readonly line: number;
  /** By key or index. @default - no mapping or list is written here */
  readonly members?: ReadonlyMap<string | number, FieldLines>;
  /** What is written here. @default - it is no scalar, or a long one */
  readonly written?: string;
}

/**
 * Finds the lines of all fields of a document. What an alias or a merge key stands for is not among them: that is written
 * elsewhere.
 *
 * @param text YAML that was read before without a mistake
 * @param index of the document in the text, from 0
 * @param line the line of the file on which the text begins
 */
export function fieldLines(text: string, index: number, line: number): FieldLines {
  return new Reader(text, parseEvents(text, {}), line).document(index);
}

/** Longer than anything that is read as a truth value, or as a number that can be told from others. */
const LONGEST_WRITTEN = 24;

class Reader {
  private next = 0;
  private position = 0;

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
    private line: number,
  ) {}

  document(index: number): FieldLines {
    for (let documents = 0; documents <= index; this.next++) {
      documents += this.events[this.next]?.type === EVENT_ID.DOCUMENT ? 1 : 0;
    }
    return this.value(this.here());
  }

  /** The value that comes next. */
  private value(line: number): FieldLines {
    const event = this.events[this.next++];
    switch (event?.type) {
      case EVENT_ID.MAPPING:
        return { line, members: this.mapping() };
      case EVENT_ID.SEQUENCE:
        return { line, members: this.sequence() };
      case EVENT_ID.SCALAR:
        return event.valueEnd - event.valueStart > LONGEST_WRITTEN
          ? { line }
          : { line, written: this.text.slice(event.valueStart, event.valueEnd) };
      default:
        return { line };
    }
  }

  private mapping(): Map<string, FieldLines> {
    const members = new Map<string, FieldLines>();
    while (!this.isEnd()) {
      const line = this.here();
      const key = this.events[this.next];
      this.value(line);
      const member = this.value(line);
      if (key?.type === EVENT_ID.SCALAR) {
        members.set(getScalarValue(this.text, key), member);
      }
    }
    return members;
  }

  private sequence(): Map<number, FieldLines> {
    const members = new Map<number, FieldLines>();
    while (!this.isEnd()) {
      members.set(members.size, this.value(this.here()));
    }
    return members;
  }

  /** Whether a mapping or list ends here; goes on to what is behind it if so. */
  private isEnd(): boolean {
    const event = this.events[this.next];
    const ends = event === undefined || event.type === EVENT_ID.POP;
    this.next += ends ? 1 : 0;
    return ends;
  }

  /** The line on which the next value begins. */
  private here(): number {
    const position = positionOf(this.events[this.next]) ?? this.position;
    this.line += breaksIn(this.text.slice(this.position, position));
    this.position = Math.max(this.position, position);
    return this.line;
  }
}
