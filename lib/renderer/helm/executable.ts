import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import type { RenderError } from '../renderer';
import { isolatedEnvironment } from './environment';
import { failure } from './failure';

const OLDEST = { major: 3, minor: 13 };
const INSTALL = 'install helm 3.13 or later, or name one with env HELM or the option `helm`';

const usable = new Map<string, true | RenderError>();

/**
 * The absolute path of a helm that is recent enough. Each executable is asked for its version once in a run.
 * @param option the `helm` option of the renderer
 * @throws RenderError `helm-missing`, `helm-unusable` or `helm-too-old`
 */
export function findHelm(option: string | undefined): string {
  const { name, from } = wanted(option);
  const path = locate(name);
  if (path === undefined) {
    const where = /[\\/]/.test(name) ? `no executable file at '${resolve(name)}'` : `no '${name}' on PATH`;
    throw failure('helm-missing', `helm was not found: ${where} (${from})`, INSTALL);
  }
  const verdict = usable.get(path) ?? check(path, from);
  usable.set(path, verdict);
  if (verdict !== true) {
    throw verdict;
  }
  return path;
}

function wanted(option: string | undefined): { name: string; from: string } {
  if (option !== undefined) {
    return { name: option, from: 'the option `helm`' };
  }
  const env = process.env.HELM;
  return env
    ? { name: env, from: 'env HELM' }
    : { name: 'helm', from: 'the default, as neither the option `helm` nor env HELM is set' };
}

function locate(name: string): string | undefined {
  if (/[\\/]/.test(name)) {
    return isExecutable(resolve(name)) ? resolve(name) : undefined;
  }
  const suffixes = process.platform === 'win32' ? ['.exe', ''] : [''];
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => suffixes.map((suffix) => resolve(join(folder, name + suffix))))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function check(path: string, from: string): true | RenderError {
  const { status, stdout, stderr, error } = spawnSync(path, ['version', '--short'], {
    env: isolatedEnvironment(),
    encoding: 'utf8',
  });
  const version = /v?(\d+)\.(\d+)\.\d+\S*/.exec(stdout ?? '');
  if (error !== undefined || status !== 0 || version === null) {
    const answer = error?.message ?? ([stdout, stderr].join('').trim() || `exit status ${status} without a word`);
    return failure(
      'helm-unusable',
      `'${path}' (${from}) does not answer 'version --short' as helm does: ${answer}`,
      INSTALL,
    );
  }
  const [found, major, minor] = version;
  if (Number(major) < OLDEST.major || (Number(major) === OLDEST.major && Number(minor) < OLDEST.minor)) {
    return failure('helm-too-old', `helm ${found} at '${path}' (${from}) is too old, expected v3.13 or later`, INSTALL);
  }
  return true;
}
