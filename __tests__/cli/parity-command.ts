import type { Ended, RunOptions } from '../tools/command';
import { runCommand } from '../tools/in-process';

/** `cdk8s-kargo parity`. */
export function parity(args: readonly string[], options?: RunOptions): Promise<Ended> {
  return runCommand(['parity', ...args], options);
}
