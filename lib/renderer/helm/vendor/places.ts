import { join } from 'node:path';
import { commandLine } from '../command-line';

/** The folder for pinned charts, relative to the working directory. */
export const DEFAULT_FOLDER = 'charts';

/** Where Kargo publishes its chart. */
export const OFFICIAL_SOURCE = 'oci://ghcr.io/akuity/kargo-charts/kargo';

/** How a lock names a chart that came from a local file: without the folder, which is a matter of one machine. */
export const FILE_PREFIX = 'file:';

/** The path of a pinned chart, for example `charts/kargo-1.11.2.tgz`. */
export function chartPath(folder: string, version: string): string {
  return join(folder, `kargo-${version}.tgz`);
}

/** The version in the name of a pinned chart's file, or undefined for any other file. */
export function versionOfFile(name: string): string | undefined {
  return /^kargo-(.+)\.tgz$/.exec(name)?.[1];
}

/** The path of the lock, for example `charts/lock.yaml`. */
export function lockPath(folder: string): string {
  return join(folder, 'lock.yaml');
}

/** What a pull is to do. */
export interface PullTarget {
  readonly version: string;
  readonly folder: string;
  /** As the lock has it. @default - Kargo's own registry */
  readonly source?: string | undefined;
  /** @default false */
  readonly force?: boolean;
}

/** The command that pulls a chart, in backquotes, as messages name it. */
export function pullCommand({ version, folder, source = OFFICIAL_SOURCE, force = false }: PullTarget): string {
  const from = source.startsWith(FILE_PREFIX) ? `path/to/${source.slice(FILE_PREFIX.length)}` : source;
  const words = [
    ...['npx', 'cdk8s-kargo', 'chart', 'pull', version],
    ...(source === OFFICIAL_SOURCE ? [] : ['--from', from]),
    ...(folder === DEFAULT_FOLDER ? [] : ['--folder', folder]),
    ...(force ? ['--force'] : []),
  ];
  return `\`${commandLine(words)}\``;
}
