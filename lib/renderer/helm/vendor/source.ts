import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { RenderError } from '../../renderer';
import { commandLine } from '../command-line';
import { failure, reasonOf } from '../failure';
import { FILE_PREFIX } from './places';

/** Where a chart is pulled from. */
export interface ChartSource {
  /** `registry`: OCI. `repository`: a Helm repository with an index.yaml. `file`: a local `.tgz`. */
  readonly kind: 'registry' | 'repository' | 'file';
  /** The address, or the path of the file. */
  readonly address: string;
  /** What the lock says about it. */
  readonly recorded: string;
}

const EXPECTED = 'give oci://..., the https://... address of a Helm repository, or the path of a .tgz';

/**
 * What `--from` means.
 * @throws RenderError `chart-source` when it is none, or when the lock would give a password away
 */
export function chartSource(from: string): ChartSource {
  const scheme = /^([a-z][\w+.-]*):\/\//i.exec(from)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    return fileSource(from);
  }
  if (!['oci', 'https', 'http'].includes(scheme)) {
    throw refused(`a chart cannot be pulled from '${scheme}://'`, EXPECTED);
  }
  const address = publicAddress(from).replace(/\/+$/, '');
  return { kind: scheme === 'oci' ? 'registry' : 'repository', address, recorded: address };
}

// The address is not in the message, which may end up in a log.
function publicAddress(from: string): string {
  if (!URL.canParse(from) || new URL(from).host === '') {
    throw refused("what was given after '--from' is not an address", EXPECTED);
  }
  const { username, password, search, hash } = new URL(from);
  if ([username, password, search, hash].some((part) => part !== '')) {
    throw refused(
      "the address after '--from' has a user, a password, '?' or '#' in it, which the lock would make public",
      'leave them out; log in with `helm registry login HOST`, or download the .tgz by other means and give its path',
    );
  }
  return from;
}

function fileSource(path: string): ChartSource {
  let folder: boolean;
  try {
    folder = statSync(path).isDirectory();
  } catch (error) {
    throw refused(`there is no chart to pull at '${path}': ${reasonOf(error)}`, EXPECTED);
  }
  if (folder) {
    const pack = commandLine(['helm', 'package', path]);
    throw refused(
      `'${path}' is a folder, expected a .tgz`,
      `run \`${pack}\` and give what it makes; a folder can be rendered without a lock, as \`chart\` of HelmRenderer`,
    );
  }
  return { kind: 'file', address: path, recorded: FILE_PREFIX + basename(path) };
}

function refused(message: string, fix: string): RenderError {
  return failure('chart-source', message, fix);
}
