import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../core/user-error';
import type { FleetDescription } from './fleet-description';
import { isFleetDescription } from './shape';

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
  if (!isFleetDescription(parsed)) {
    throw new UserError(`'${path}' is not what this version of cdk8s-kargo writes`, "run 'npx cdk8s synth' again");
  }
  return parsed;
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
