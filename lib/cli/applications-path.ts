import type { ApplicationsView } from '../checks/view';

/** Where the Applications that one controller sees are kept. */
export interface ApplicationsPath {
  readonly seenBy: ApplicationsView['seenBy'];
  readonly path: string;
}

/**
 * What `SHARD=PATH`, `=PATH` (for what has no shard) or `PATH` (for any) says; a path that has a `=` in it begins with a
 * folder, as `./a=b`.
 * @returns undefined where it names no path
 */
export function applicationsPath(value: string): ApplicationsPath | undefined {
  const [, shard, path = ''] = /^(?:([^/=]*)=)?(.*)$/su.exec(value) ?? [];
  const seenBy = shard === undefined ? 'unknown' : shard === '' ? 'default' : { shard };
  return path === '' ? undefined : { seenBy, path };
}
