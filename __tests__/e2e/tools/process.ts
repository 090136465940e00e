import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** A server that a test started. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #log: string;

  constructor(
    readonly name: string,
    command: string,
    args: readonly string[],
    log: string,
  ) {
    const file = openSync(log, 'w');
    this.#log = log;
    this.#child = spawn(command, args, { stdio: ['ignore', file, file] });
    closeSync(file);
    running.add(this.#child);
    this.#child.once('exit', () => running.delete(this.#child));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** @throws Error with the end of its log, where it has ended by itself */
  check(): void {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
      throw new Error(`${this.name} has ended: ${readFileSync(this.#log, 'utf8').slice(-2000)}`);
    }
  }

  /** Ends it at once, and waits until it is gone: nothing that it holds is worth keeping. */
  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const gone = new Promise((resolve) => this.#child.once('exit', resolve));
      this.#child.kill('SIGKILL');
      await gone;
    }
  }

  /** Stops it without an end, as a machine that hangs would. */
  pause(): void {
    this.#child.kill('SIGSTOP');
  }

  /** Lets it go on. */
  resume(): void {
    this.#child.kill('SIGCONT');
  }
}

const running = new Set<ChildProcess>();

// Also where a test run is cut short: no server outlives the process that started it.
process.once('exit', () => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
});

/** Ports of the loopback interface that are free at this moment. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
