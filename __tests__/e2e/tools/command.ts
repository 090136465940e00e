import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DIST } from './fleet';

const ROOT = join(__dirname, '..', '..', '..');

/** What a run of the command gave. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the built `cdk8s-kargo`, as its users do.
 * @param interruptAt gets SIGINT when it prints this to stderr, as by Ctrl-C @default - it is left alone
 */
export function cdk8sKargo(
  kubeconfig: string,
  args: readonly string[],
  input = '',
  interruptAt?: string,
): Promise<Outcome> {
  const command = join(ROOT, 'build', 'lib', 'cli', 'main.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], {
      env: { ...process.env, KUBECONFIG: kubeconfig },
      cwd: join(DIST, '..'),
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      err.push(chunk);
      if (interruptAt !== undefined && chunk.includes(interruptAt)) {
        child.kill('SIGINT');
      }
    });
    child.stdin.end(input);
    child.once('error', reject);
    child.once('close', (status) =>
      resolve({ status, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') }),
    );
  });
}
