import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in the package.json above this file, which is at another distance in the source, the build and a bundle. */
export function packageVersion(folder: string = __dirname): string {
  try {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
    if (name === 'cdk8s-kargo' && version !== undefined) {
      return version;
    }
  } catch {
    // None in this folder: look further up.
  }
  return dirname(folder) === folder ? 'unknown' : packageVersion(dirname(folder));
}
