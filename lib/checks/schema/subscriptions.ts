import { distance } from 'fastest-levenshtein';
import type { Finding } from '../../core/finding';
import type { Path } from '../../core/path';
import { isMapping } from '../../core/values';
import { formatPath } from '../path';
import { located } from '../pipelines';
import { list, mapping } from '../read';
import type { FleetView, ViewObject } from '../view';
import { isKnownVersion, mismatchFinding } from './finding';
import { type Mismatch, mismatchOf } from './mismatch';
import { needsConstraint, subscriptionMismatches } from './subscription-rules';
import { subscriptionKinds, subscriptionValidator } from './validators';
import { violationsOfText } from './violations';

/**
 * `subscription-invalid`: what Kargo does not take as a subscription, or takes without understanding all of it: it ignores
 * a field that it does not know, and so discovers something else than its author wants (Kargo 1.9 to 1.11).
 */
export function checkSubscriptions(view: FleetView): Finding[] {
  if (!isKnownVersion(view)) {
    return [];
  }
  return located(view, 'Warehouse').flatMap(({ at }) =>
    list(mapping(at.object['spec'])['subscriptions']).flatMap((subscription, i) =>
      subscriptionFindings(at, subscription, ['spec', 'subscriptions', i]),
    ),
  );
}

function subscriptionFindings(at: ViewObject, subscription: unknown, path: Path): Finding[] {
  const mismatches = subscriptionMismatches(subscription, path);
  return [
    ...mismatches.map((mismatch) => mismatchFinding(at, 'subscription-invalid', mismatch)),
    ...kindFindings(at, subscription, path),
  ];
}

function kindFindings(at: ViewObject, subscription: unknown, path: Path): Finding[] {
  return Object.entries(mapping(subscription)).flatMap(([kind, body]) => {
    const validator = subscriptionValidator(kind);
    if (validator === undefined) {
      return misspelt(at, kind, body, path);
    }
    // Kargo takes null for a subscription that is not there.
    return body === null
      ? []
      : violationsOfText(validator, body).map((violation) =>
          mismatchFinding(at, 'subscription-invalid', withReason(mismatchOf(violation, body, [...path, kind]), body)),
        );
  });
}

function withReason(mismatch: Mismatch, body: unknown): Mismatch {
  const [kind, field] = mismatch.path.slice(-2);
  if (!mismatch.unknown || kind !== 'image' || field !== 'semverConstraint') {
    return mismatch;
  }
  const consequence = needsConstraint(body)
    ? "and with strategy 'Digest' its webhook refuses the Warehouse for want of a 'constraint'"
    : 'which ignores it and so takes any version';
  const message = `'${formatPath(mismatch.path)}' is gone since Kargo 1.9, ${consequence}`;
  return { ...mismatch, message, fix: "rename it to 'constraint'" };
}

/** There may be kinds of subscriptions that are not Kargo's own: only what is all but one of its own is a mistake. */
function misspelt(at: ViewObject, kind: string, body: unknown, path: Path): Finding[] {
  const meant = subscriptionKinds().find((known) => distance(kind.toLowerCase(), known) <= 1);
  if (meant === undefined || !isMapping(body)) {
    return [];
  }
  const message = `'${formatPath([...path, kind])}' is not a kind of subscription that Kargo knows`;
  const mismatch = { path, message, fix: `did you mean '${meant}'?`, unknown: true };
  return [mismatchFinding(at, 'subscription-invalid', mismatch)];
}
