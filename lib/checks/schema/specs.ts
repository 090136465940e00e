import type { Finding } from '../../core/finding';
import { KARGO_API } from '../api-version';
import { KINDS } from '../kinds';
import { located } from '../pipelines';
import type { FleetView, ViewObject } from '../view';
import { brokenRules, CEL_KEYWORD } from './cel';
import { isKnownVersion, mismatchFinding } from './finding';
import { schemaOfKind } from './kinds';
import { type Mismatch, mismatchOf } from './mismatch';
import type { Violation } from './validator';
import { specValidator } from './validators';
import { violationsOfText } from './violations';

/**
 * `spec-invalid`: what the API server refuses by the schema of Kargo's CRDs, their CEL rules included; and
 * `spec-unknown-field`, a warning: what it drops without a word. With the latter in place of a required field it refuses the
 * object too, which is an error.
 */
export function checkSpecs(view: FleetView): Finding[] {
  if (!isKnownVersion(view)) {
    return [];
  }
  return located(view, ...KINDS).flatMap(({ at }) => (at.object.apiVersion === KARGO_API ? specFindings(at) : []));
}

function specFindings(at: ViewObject): Finding[] {
  const { object } = at;
  const validator = specValidator(object.kind);
  const violations = validator === undefined ? [] : violationsOfText(validator, object);
  return [...violations, ...brokenRules(schemaOfKind(object.kind) ?? {}, object)].flatMap((violation) => {
    if (isToldElsewhere(at, violation)) {
      return [];
    }
    const mismatch = mismatchOf(violation, object);
    return mismatch.unknown
      ? [mismatchFinding(at, 'spec-unknown-field', withReason(at, mismatch), mismatch.required ? 'error' : 'warning')]
      : [mismatchFinding(at, 'spec-invalid', mismatch)];
  });
}

/** The rules of steps that call tasks have a check of their own, `task-step-invalid`, which knows more of them. */
function isToldElsewhere(at: ViewObject, { keyword, instancePath }: Violation): boolean {
  return at.object.kind !== 'Promotion' && keyword === CEL_KEYWORD && /\/steps\/\d+$/.test(instancePath);
}

function withReason(at: ViewObject, mismatch: Mismatch): Mismatch {
  if (at.object.kind === 'Project' && mismatch.path.join() === 'spec') {
    // Removed in Kargo 1.7.
    const message = "'spec' is not a field of a Project since Kargo 1.7, and is dropped without a word";
    return { ...mismatch, message, fix: 'move its promotion policies to the ProjectConfig of the same name' };
  }
  if (mismatch.required) {
    return mismatch;
  }
  return { ...mismatch, message: `${mismatch.message}, so the API server drops it without a word` };
}
