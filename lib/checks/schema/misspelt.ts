import { nearest } from '../../core/nearest';
import type { Violation } from './validator';

/**
 * The same violations, one instead of two for a required field that is misspelt: of that which it is called, and of that which
 * is missing.
 */
export function joinMisspelt(violations: readonly Violation[]): readonly Violation[] {
  const missing = new Map(
    violations.filter(({ keyword }) => keyword === 'required').map((violation) => [keyOf(violation), violation]),
  );
  if (missing.size === 0) {
    return violations;
  }
  const joined = new Set<Violation>();
  const others = violations.map((violation) => {
    const meant = violation.keyword === 'additionalProperties' ? meantBy(violation) : undefined;
    const required = meant === undefined ? undefined : missing.get(`${violation.instancePath}\0${meant}`);
    if (meant === undefined || required === undefined || joined.has(required)) {
      return violation;
    }
    joined.add(required);
    return { ...violation, meant };
  });
  return others.filter((violation) => !joined.has(violation));
}

function meantBy({ params, parentSchema }: Violation): string | undefined {
  return nearest(String(params?.additionalProperty), Object.keys(parentSchema.properties ?? {}).sort());
}

function keyOf({ instancePath, params }: Violation): string {
  return `${instancePath}\0${params?.missingProperty}`;
}
