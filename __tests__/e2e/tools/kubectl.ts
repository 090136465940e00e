import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { kubectl } from '../../tools/kubectl-layer';

const run = promisify(execFile);

/** Runs kubectl with a kubeconfig; rejects with what it printed. */
export class Kubectl {
  constructor(readonly kubeconfig: string) {}

  async run(context: string, args: readonly string[], input?: string): Promise<string> {
    const path = kubectl();
    if (path === undefined) {
      throw new Error('no kubectl for this machine: set KUBECTL');
    }
    const running = run(path, ['--kubeconfig', this.kubeconfig, '--context', context, ...args], {
      maxBuffer: 64 * 1024 * 1024,
    });
    running.child.stdin?.end(input ?? '');
    const { stdout } = await running;
    return stdout;
  }

  /** The same with another kubeconfig. */
  with(kubeconfig: string): Kubectl {
    return new Kubectl(kubeconfig);
  }

  async json<T>(context: string, args: readonly string[]): Promise<T> {
    return JSON.parse(await this.run(context, [...args, '-o', 'json'])) as T;
  }
}
