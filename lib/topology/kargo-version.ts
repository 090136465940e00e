import type { Construct } from 'constructs';
import { recordFinding } from '../constructs/findings';
import { minorOf } from '../core/version';

/** The first and the last minor of Kargo 1.x of which this library knows what its chart renders. */
const KNOWN_MINORS = { first: 9, last: 11 };

/** The minor of a version, or the last known one where the version itself is not known: that is told elsewhere. */
export function assumedMinor(version: string): number {
  return minorOf(version) ?? KNOWN_MINORS.last;
}

/** Records a finding for a version about which too little is known. What could not be read from a chart is told elsewhere. */
export function checkVersion(scope: Construct, version: string, known: boolean): void {
  const minor = minorOf(version);
  if (!known) {
    return;
  }
  if (minor === undefined || minor < KNOWN_MINORS.first) {
    recordFinding(scope, {
      severity: 'error',
      id: 'kargo-version',
      message: `Kargo version is '${version}', expected 1.${KNOWN_MINORS.first} to 1.${KNOWN_MINORS.last}, such as '1.11.2'`,
      fix: 'upgrade Kargo, or write its version with all three numbers',
    });
  } else if (minor > KNOWN_MINORS.last) {
    recordFinding(scope, {
      severity: 'warning',
      id: 'kargo-version',
      message: `Kargo ${version} is newer than what this library knows, 1.${KNOWN_MINORS.last}: it is taken for one like that`,
      fix: 'look for a newer cdk8s-kargo, and read the difference of the output',
    });
  }
}
