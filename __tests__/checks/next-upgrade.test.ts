import type { Finding } from '../../lib';
import { checkSubscriptionTags } from '../../lib/checks/next-upgrade';
import type { FleetView } from '../../lib/checks/view';

function check(subscription: object, kargoVersion?: string): Finding[] {
  const metadata = { name: 'w', namespace: 'apps' };
  const object = { apiVersion: 'kargo.akuity.io/v1alpha1', kind: 'Warehouse', metadata };
  const spec = { subscriptions: [{ chart: { repoURL: 'x' } }, subscription] };
  const view: FleetView = {
    clusters: [{ name: 'prod', objects: [{ object: { ...object, spec }, where: { construct: 'prod/apps/w' } }] }],
    shards: [],
    controllers: [],
    accesses: [],
    externals: [],
    foreignKargo: [],
    complete: true,
    kargoVersion,
  };
  return checkSubscriptionTags(view);
}

describe('subscription-tags', () => {
  test.each([
    ['image', 'allowTags', '^v1'],
    ['image', 'ignoreTags', ['latest']],
    ['git', 'allowTags', '^v1'],
  ])('%s.%s is an error since Kargo 1.11, in which it discovers nothing', (kind, field, value) => {
    expect(check({ [kind]: { repoURL: 'x', [field]: value } }, '1.11.2')).toEqual([
      {
        severity: 'error',
        id: 'subscription-tags',
        message: `Warehouse apps/w uses spec.subscriptions[1].${kind}.${field}, with which it discovers nothing since Kargo 1.11`,
        fix: `use '${field}Regexes', a list of regular expressions`,
        where: { construct: 'prod/apps/w' },
        object: 'Warehouse apps/w',
        field: ['spec', 'subscriptions', 1, kind, field],
      },
    ]);
  });

  test('is a warning before, since it would stop the next upgrade', () => {
    expect(check({ image: { allowTags: 'x' } }, '1.10.10')).toMatchObject([{ severity: 'warning' }]);
    expect(check({ image: { allowTags: 'x' } })).toMatchObject([{ severity: 'error' }]);
  });

  test('says nothing of the fields that took their place, or of empty ones', () => {
    expect(check({ image: { allowTagsRegexes: ['^v1'], ignoreTags: [] } }, '1.11.2')).toEqual([]);
    expect(check({ image: null, git: 'x' })).toEqual([]);
  });
});
