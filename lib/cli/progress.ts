/** Where progress is shown. */
export interface ProgressStream {
  /** @default - it is no terminal */
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Whoever waits for less than this, in milliseconds, wants to see nothing but the result. */
const PATIENCE = 2_000;

/** Says on a terminal how much of something is done, in one line that is gone in the end. Patience is for all of it. */
export class Progress {
  private readonly begin: number;
  private shown = false;

  constructor(
    private readonly stream: ProgressStream,
    private unit: string,
    private total: number,
    private readonly now: () => number = Date.now,
  ) {
    this.begin = now();
  }

  /** Tells how many units are done. */
  update(done: number): void {
    if (this.stream.isTTY && this.now() - this.begin >= PATIENCE) {
      this.stream.write(`\r${done} of ${this.total} ${this.unit}`);
      this.shown = true;
    }
  }

  /** Goes on to something else. */
  next(unit: string, total: number): void {
    this.end();
    this.unit = unit;
    this.total = total;
  }

  /** Takes the line away. */
  end(): void {
    if (this.shown) {
      this.stream.write('\r\u001b[K');
      this.shown = false;
    }
  }
}
