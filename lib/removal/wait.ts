import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 500;
/** Whoever waits longer than this wants to know for what. */
const PATIENCE_SECONDS = 1;

/** How to wait. */
export interface WaitOptions {
  /** How long, in seconds. */
  readonly seconds: number;
  /** Is told once, after a second, what is waited for. */
  readonly onWait: (what: string) => void;
  /** Ends the waiting. @default - nothing does */
  readonly signal?: AbortSignal;
}

/** What is waited for. */
export interface Awaited<T> {
  /** What is still there after so many seconds; undefined once it is gone. */
  readonly look: (seconds: number) => Promise<T | undefined>;
  /** In words: what, and what keeps it. */
  readonly text: (found: T) => string;
  /** What is thrown when it is still there in the end. */
  readonly late: (found: T) => Error;
}

/** Looks every half second, until nothing is there any more. @throws what `late` makes, when the time is over */
export async function waitUntilGone<T>({ look, text, late }: Awaited<T>, options: WaitOptions): Promise<void> {
  const { seconds: most, onWait, signal } = options;
  const start = Date.now();
  const passed = () => (Date.now() - start) / 1000;
  let isTold = false;
  for (;;) {
    const found = await look(passed());
    if (found === undefined) {
      return;
    }
    if (passed() >= most) {
      throw late(found);
    }
    if (!isTold && passed() >= PATIENCE_SECONDS) {
      isTold = true;
      onWait(text(found));
    }
    await sleep(EVERY_MS, undefined, { signal });
  }
}
