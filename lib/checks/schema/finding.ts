import type { Finding, Severity } from '../../core/finding';
import { describe } from '../../core/kube-object';
import { quoteFix } from '../../core/quote-fix';
import { minorOf } from '../../core/version';
import type { FleetView, ViewObject } from '../view';
import type { Mismatch } from './mismatch';

/** The minor version of the Kargo that the schemas in imports/ are from. */
const SCHEMAS_MINOR = 11;

/**
 * Whether the schemas can judge what the fleet's Kargo takes. Those of 1.9 and 1.10 take nothing that 1.11 does not; a newer
 * Kargo may have fields and steps that nobody here has heard of.
 */
export function isKnownVersion({ kargoVersion }: FleetView): boolean {
  const minor = kargoVersion === undefined ? undefined : minorOf(kargoVersion);
  return minor === undefined || minor <= SCHEMAS_MINOR;
}

/** A mismatch as a finding about the object that has it. */
export function mismatchFinding(at: ViewObject, id: string, mismatch: Mismatch, severity: Severity = 'error'): Finding {
  const object = describe(at.object);
  const { message, path: field, unquoted } = mismatch;
  const fix = unquoted === undefined ? mismatch.fix : quoteFix(at.where, field, unquoted);
  return { severity, id, message: `${object}: ${message}`, fix, where: at.where, object, field };
}
