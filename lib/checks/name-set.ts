import { nearest } from '../core/nearest';
import { compare } from './report';

/** Names that there are, and the nearest of them to one that there is not. */
export class NameSet {
  private readonly names: Set<string>;
  private readonly hints = new Map<string, string | undefined>();
  private sorted: readonly string[] | undefined;

  constructor(names: Iterable<string> = []) {
    this.names = new Set(names);
  }

  /** Adds a name. All names must be there before the first question for the nearest. */
  add(name: string): void {
    this.names.add(name);
  }

  /** Whether a name is there. */
  has(name: string): boolean {
    return this.names.has(name);
  }

  /** The name that somebody who wrote `word` most probably meant. */
  nearest(word: string): string | undefined {
    // Thousands of Stages may miss the same Warehouse: the distances are computed once.
    if (!this.hints.has(word)) {
      this.sorted ??= [...this.names].sort(compare);
      this.hints.set(word, nearest(word, this.sorted));
    }
    return this.hints.get(word);
  }
}
