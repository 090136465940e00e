import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '../failure';
import { sha256OfFile } from './digest';
import { type LockEntry, lockText, readLock } from './lock';
import { chartPath, lockPath, pullCommand } from './places';
import { writing } from './staging';

/** What is to be pinned, and where. */
export interface PinRequest {
  /** One exact version, for example `1.11.2`. */
  readonly version: string;
  /** The folder of the charts and their lock. */
  readonly folder: string;
  /** Whether to replace a pinned chart by another of the same version. */
  readonly force: boolean;
}

/** What a pull did. */
export interface Pulled extends LockEntry {
  /** The path of the chart. */
  readonly path: string;
  /**
   * `pinned`: new in the lock. `unchanged`: all was there, and the source still gives the same. `restored`: the lock had
   * it, but the file was missing or another. `replaced`: by force, with another digest.
   */
  readonly outcome: 'pinned' | 'unchanged' | 'restored' | 'replaced';
}

/**
 * Moves a chart to its place, and records it in the lock.
 * @param fetched the path of the chart, in `staging`, which is a folder inside of the target folder
 * @throws RenderError `chart-digest` when another chart is pinned or there, `lock-invalid` or `chart-folder`
 */
export function pin(request: PinRequest, entry: LockEntry, fetched: string, staging: string): Pulled {
  const { version, folder } = request;
  // Read now, as another pull may have written it in the meantime.
  const lock = readLock(folder, version);
  const locked = lock.find((candidate) => candidate.version === version);
  const path = chartPath(folder, version);
  const there = sha256OfFile(path);
  if (locked?.sha256 === entry.sha256) {
    if (there !== entry.sha256) {
      writing(folder, () => renameSync(fetched, path));
    }
    return { ...locked, path, outcome: there === entry.sha256 ? 'unchanged' : 'restored' };
  }
  if (!request.force) {
    refuseAnother(request, entry, locked, there);
  }
  const text = lockText([...lock.filter((other) => other !== locked), entry]);
  writing(folder, () => replaceBoth(folder, staging, { fetched, path, text, there: there !== undefined }));
  return { ...entry, path, outcome: locked === undefined ? 'pinned' : 'replaced' };
}

function refuseAnother(request: PinRequest, got: LockEntry, locked?: LockEntry, there?: string): void {
  const { version, folder } = request;
  const force = pullCommand({ version, folder, source: got.source, force: true });
  const fix = `nothing was changed; find out why they differ, as a release should never change; then ${force} takes the new one`;
  const message = `kargo ${version} from '${got.source}' has sha256 ${got.sha256}`;
  if (locked !== undefined) {
    const expected = `${locked.sha256} as ${lockPath(folder)} has it from '${locked.source}'`;
    throw failure('chart-digest', `${message}, expected ${expected}`, fix);
  }
  if (there !== undefined && there !== got.sha256) {
    const expected = `${there} as '${chartPath(folder, version)}' has it, which is not in the lock`;
    throw failure('chart-digest', `${message}, expected ${expected}`, fix);
  }
}

interface Replacement {
  readonly fetched: string;
  readonly path: string;
  /** The text of the new lock. */
  readonly text: string;
  /** Whether there is a chart at the path already. */
  readonly there: boolean;
}

/** Each in one step, and the chart only together with the lock. */
function replaceBoth(folder: string, staging: string, { fetched, path, text, there }: Replacement): void {
  const [lock, before] = [join(staging, 'lock.yaml'), join(staging, 'before.tgz')];
  writeFileSync(lock, text);
  if (there) {
    copyFileSync(path, before);
  }
  renameSync(fetched, path);
  try {
    renameSync(lock, lockPath(folder));
  } catch (error) {
    if (there) {
      renameSync(before, path);
    } else {
      rmSync(path);
    }
    throw error;
  }
}
