import { failure } from '../failure';

const VERSION = /^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}(-[\dA-Za-z-]+(\.[\dA-Za-z-]+)*)?$/;

/** Whether a text is one exact version of Kargo's chart, such as `1.11.2` or `1.12.0-rc.1`. */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/** @throws RenderError `chart-version` when the text is not one exact version */
export function checkVersion(text: string): void {
  if (!isVersion(text)) {
    const bare = text.trim().replace(/^[v=]+/i, '');
    throw failure(
      'chart-version',
      `'${text}' is not a version of Kargo's chart, expected three numbers with points between`,
      isVersion(bare) ? `write '${bare}'` : "write one exact version, such as '1.11.2', not a range",
    );
  }
}

/** Sorts versions as semver 2.0 does: `1.9.10`, `1.11.2-rc.1`, `1.11.2`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [identifiers(a), identifiers(b)];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = compareIdentifiers(left[index] ?? '', right[index] ?? '');
    if (difference !== 0) {
      return difference;
    }
  }
  return left.length - right.length;
}

/** The parts of a version. One without a pre-release gets the last of all texts there, as it comes after them. */
function identifiers(version: string): string[] {
  const dash = version.indexOf('-');
  return dash < 0
    ? [...version.split('.'), '~']
    : [...version.slice(0, dash).split('.'), ...version.slice(dash + 1).split('.')];
}

function compareIdentifiers(a: string, b: string): number {
  const [numericA, numericB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (numericA && numericB) {
    return Number(a) - Number(b);
  }
  return numericA ? -1 : numericB ? 1 : a < b ? -1 : a > b ? 1 : 0;
}
