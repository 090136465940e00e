import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../command-line';
import { pullEnvironment } from '../environment';
import { type Ended, passOn, processFailure } from '../process-failure';
import type { ChartSource } from './source';

/** What `helm pull` is to fetch. */
export interface HelmPull {
  /** Absolute path of the executable. */
  readonly helm: string;
  readonly source: ChartSource;
  readonly version: string;
  /** Whether to talk to the registry without TLS. */
  readonly plainHttp: boolean;
  /** Ends helm. */
  readonly signal: AbortSignal;
}

/**
 * Lets helm fetch a chart into a folder, and gives the path of its `.tgz`.
 * @param staging an empty folder; helm's cache goes there as well
 * @throws RenderError `chart-pull-failed` with all that helm said
 */
export async function helmPull(pull: HelmPull, staging: string): Promise<string> {
  const destination = join(staging, 'chart');
  mkdirSync(destination);
  const ended = await run(pull, pullArgs(pull, destination), pullEnvironment(join(staging, 'cache')));
  const files = readdirSync(destination).filter((name) => name.endsWith('.tgz'));
  const [file] = files;
  if (ended.status !== 0 || file === undefined || files.length > 1) {
    const got =
      ended.status !== 0 ? 'helm could not fetch the chart' : `helm fetched ${files.length} charts, expected one`;
    throw processFailure(
      {
        id: 'chart-pull-failed',
        message: got,
        command: commandLine([pull.helm, ...pullArgs(pull, '.')]),
        fix: fixFor(pull.source),
      },
      ended,
    );
  }
  passOn(ended.stderr);
  return join(destination, file);
}

function pullArgs({ source, version, plainHttp }: HelmPull, destination: string): string[] {
  return [
    ...['pull', '--version', version, '--destination', destination],
    ...(plainHttp ? ['--plain-http'] : []),
    ...(source.kind === 'repository' ? ['--repo', source.address, '--', 'kargo'] : ['--', source.address]),
  ];
}

function fixFor({ kind, address }: ChartSource): string {
  const check = 'nothing was changed; check the version, the address and the network, then run it again';
  const host = /^oci:\/\/([^/]+)/i.exec(address)?.[1];
  return kind === 'registry' && host !== undefined
    ? `${check}; where access is denied, \`helm registry login ${host}\`, or \`helm registry logout ${host}\` where an old login is in the way of a public chart`
    : check;
}

/** Runs helm until it has ended, also when it is told to, so that what it left can be removed. */
async function run({ helm, signal: abort }: HelmPull, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  const child = spawn(helm, args, { env, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true });
  abort.addEventListener('abort', () => {
    child.kill();
    // What helm may have started itself could hold it open.
    child.stderr.destroy();
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  try {
    const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return { status, signal, stderr };
  } catch (error) {
    return { status: null, signal: null, stderr, error: error as Error };
  }
}
