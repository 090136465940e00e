import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** What shells add to the number of the signal that ended a program. */
const ENDED_BY_SIGNAL = 128;

/** A signal that ended a command before it was done. */
export interface EndingSignal {
  readonly name: (typeof SIGNALS)[number];
  /** The exit status that shells give a program that it ends, for example 130. */
  readonly status: number;
}

/** Lets a command that is ended by Ctrl-C or SIGTERM say where it stopped. A second one ends it at once. */
export class Interruption {
  readonly #abort = new AbortController();
  #by?: EndingSignal;

  /** Ends whatever the command waits for. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** What ended the command. @default - nothing so far */
  get by(): EndingSignal | undefined {
    return this.#by;
  }

  /** Does something during which such a signal is held back. */
  async during<T>(action: () => Promise<T>): Promise<T> {
    const onSignal = (name: NodeJS.Signals) => {
      stop();
      this.#by = { name: name as EndingSignal['name'], status: ENDED_BY_SIGNAL + constants.signals[name] };
      this.#abort.abort();
    };
    const stop = () => {
      for (const name of SIGNALS) {
        process.off(name, onSignal);
      }
    };
    for (const name of SIGNALS) {
      process.on(name, onSignal);
    }
    try {
      return await action();
    } finally {
      stop();
    }
  }
}
