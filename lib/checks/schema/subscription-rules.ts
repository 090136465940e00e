import type { Path } from '../../core/path';
import { isMapping } from '../../core/values';
import { formatPath } from '../path';
import { mapping, text } from '../read';
import type { Mismatch } from './mismatch';

/** What no schema says of a subscription, and for what Kargo refuses its Warehouse (1.9 to 1.11). */
export function subscriptionMismatches(subscription: unknown, path: Path): Mismatch[] {
  if (!isMapping(subscription)) {
    return [];
  }
  const kinds = Object.entries(subscription).flatMap(([kind, body]) => (body === null ? [] : [kind]));
  if (kinds.length !== 1) {
    return [notOneKind(kinds, path)];
  }
  const { image, chart } = subscription;
  return [...imageMismatches(image, [...path, 'image']), ...chartMismatches(chart, [...path, 'chart'])];
}

/** Whether an image is to be found by its digest, and the tag of which is not said. */
export function needsConstraint(image: unknown): boolean {
  const { imageSelectionStrategy, constraint } = mapping(image);
  return imageSelectionStrategy === 'Digest' && (constraint ?? '') === '';
}

/** Kargo takes the one field for the kind of the subscription, and refuses to read an object with any other number. */
function notOneKind(kinds: readonly string[], path: Path): Mismatch {
  const got = kinds.length === 0 ? 'none' : kinds.map((kind) => `'${kind}'`).join(', ');
  const fix = kinds.length === 0 ? "add 'git', 'image' or 'chart', or remove it" : 'make a subscription of each';
  return mismatch(path, `should have exactly one field, the kind of the subscription, got ${got}`, fix);
}

function imageMismatches(image: unknown, path: Path): Mismatch[] {
  // A constraint by its old name is told of as that.
  return needsConstraint(image) && !Object.hasOwn(mapping(image), 'semverConstraint')
    ? [mismatch(path, "has the strategy 'Digest' and no 'constraint'", "add 'constraint', the tag to follow")]
    : [];
}

function chartMismatches(chart: unknown, path: Path): Mismatch[] {
  const { repoURL, name } = mapping(chart);
  const url = text(repoURL) ?? '';
  const named = (name ?? '') !== '';
  if (url.startsWith('oci://') && named) {
    const fix = "write the name at the end of 'repoURL', and remove 'name'";
    return [mismatch([...path, 'name'], "should be left out beside a 'repoURL' that begins with 'oci://'", fix)];
  }
  return /^https?:\/\//.test(url) && !named
    ? [
        mismatch(
          path,
          "has a 'repoURL' of a repository with many charts and no 'name'",
          "add 'name', that of the chart",
        ),
      ]
    : [];
}

function mismatch(path: Path, problem: string, fix: string): Mismatch {
  return { path, message: `'${formatPath(path)}' ${problem}`, fix, unknown: false };
}
