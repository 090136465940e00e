import type { Finding } from '../core/finding';
import { describe } from '../core/kube-object';
import type { Path } from '../core/path';
import { minorOf } from '../core/version';
import { formatPath } from './path';
import { located } from './pipelines';
import { list, mapping } from './read';
import type { FleetView, ViewObject } from './view';

/** Fields of subscriptions that Kargo 1.11 does not understand any more: a Warehouse that has them discovers nothing. */
const GONE: { readonly [field: string]: string } = {
  allowTags: 'allowTagsRegexes',
  ignoreTags: 'ignoreTagsRegexes',
};

/**
 * `subscription-tags`: selecting tags in a way that Kargo 1.11 refuses: an error from there on, and a warning before, where
 * it would only stop the next upgrade.
 */
export function checkSubscriptionTags(view: FleetView): Finding[] {
  const minor = view.kargoVersion === undefined ? undefined : minorOf(view.kargoVersion);
  const old = minor !== undefined && minor < 11;
  return located(view, 'Warehouse').flatMap(({ at }) =>
    list(mapping(at.object['spec'])['subscriptions']).flatMap((subscription, i) =>
      ['git', 'image'].flatMap((kind) =>
        Object.keys(GONE)
          .filter((field) => hasContent(mapping(mapping(subscription)[kind])[field]))
          .map((field) => finding(at, ['spec', 'subscriptions', i, kind, field], field, old)),
      ),
    ),
  );
}

function hasContent(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '';
}

function finding(at: ViewObject, path: Path, field: string, old: boolean): Finding {
  const message = old
    ? `${describe(at.object)} uses ${formatPath(path)}, with which it will discover nothing after the upgrade to Kargo 1.11`
    : `${describe(at.object)} uses ${formatPath(path)}, with which it discovers nothing since Kargo 1.11`;
  return {
    severity: old ? 'warning' : 'error',
    id: 'subscription-tags',
    message,
    fix: `use '${GONE[field]}', a list of regular expressions`,
    where: at.where,
    object: describe(at.object),
    field: path,
  };
}
