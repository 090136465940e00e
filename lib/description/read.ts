import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../core/user-error';
import { valueAt } from '../core/values';
import type { FleetDescription } from './fleet-description';

/** Name of the file in the output folder. */
export const FLEET_FILE = 'fleet.json';

/**
 * Reads what synth wrote about the fleet.
 * @param folder the output folder of synth, for example `dist`
 * @throws UserError where there is no such file, or where it is not synth's
 */
export function readDescription(folder: string): FleetDescription {
  const path = join(folder, FLEET_FILE);
  const parsed = parsedJson(path, textOf(path));
  const whole =
    isListOf(isNamed, valueAt(parsed, ['clusters'])) &&
    isListOf(isNamed, valueAt(parsed, ['shards'])) &&
    isListOf((project) => typeof project === 'string', valueAt(parsed, ['projects']));
  if (!whole) {
    throw new UserError(`'${path}' is not what this version of cdk8s-kargo writes`, "run 'npx cdk8s synth' again");
  }
  return parsed as FleetDescription;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT'
      ? new UserError(`there is no '${path}'`, "run 'npx cdk8s synth', or name its output folder by --dist")
      : new UserError(`'${path}' cannot be read (${code})`, 'make it readable');
  }
}

function parsedJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`'${path}' is not JSON`, "run 'npx cdk8s synth' again");
  }
}

function isListOf(is: (item: unknown) => boolean, value: unknown): boolean {
  return Array.isArray(value) && value.every(is);
}

function isNamed(item: unknown): boolean {
  return typeof valueAt(item, ['name']) === 'string';
}
