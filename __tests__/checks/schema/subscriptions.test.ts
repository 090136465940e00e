import * as fc from 'fast-check';
import { checkSubscriptions } from '../../../lib/checks/schema/subscriptions';
import { cluster, fleet, warehouse } from '../fleet';

function check(...subscriptions: readonly unknown[]) {
  return checkSubscriptions(fleet({ clusters: [cluster('prod', warehouse('x', { subscriptions }))] }));
}

function said(...subscriptions: readonly unknown[]): string[] {
  return check(...subscriptions).map(({ message }) => message.replace('Warehouse apps/x: ', ''));
}

const image = { repoURL: 'public.ecr.aws/nginx/nginx' };
const git = { repoURL: 'https://github.com/x/y.git' };

test.each([
  { image: { ...image, constraint: '^1', imageSelectionStrategy: 'SemVer', platform: 'linux/amd64' } },
  { git: { ...git, branch: 'main', includePaths: ['glob:apps/**'], since: '2026-01-31T00:00:00Z' } },
  { git: { repoURL: 'git@github.com:x/y.git', semverConstraint: '^1', commitSelectionStrategy: 'SemVer' } },
  { chart: { repoURL: 'oci://ghcr.io/x/y', semverConstraint: '^1' } },
  { chart: { repoURL: 'https://charts.example.com', name: 'x' } },
  { image: { ...image, constraint: null } },
  { image: null, git },
])('a subscription that Kargo takes is right: %j', (subscription) => {
  expect(said(subscription)).toEqual([]);
});

test('fails when an image has the field that is gone, and says what to write instead', () => {
  expect(check({ git }, { image: { ...image, semverConstraint: '^1' } })).toEqual([
    {
      severity: 'error',
      id: 'subscription-invalid',
      message:
        "Warehouse apps/x: 'spec.subscriptions[1].image.semverConstraint' is gone since Kargo 1.9, which ignores it and so takes any version",
      fix: "rename it to 'constraint'",
      where: { construct: 'prod/Warehouse/x' },
      object: 'Warehouse apps/x',
      field: ['spec', 'subscriptions', 1, 'image', 'semverConstraint'],
    },
  ]);
});

test('fails when a field is unknown, and names the nearest one', () => {
  expect(check({ git: { ...git, brnach: 'main' } })).toEqual([
    expect.objectContaining({
      message: "Warehouse apps/x: 'spec.subscriptions[0].git.brnach' is not a field that Kargo knows",
      fix: "did you mean 'branch'?",
    }),
  ]);
});

test.each([
  [{ git: {} }, "'spec.subscriptions[0].git.repoURL' is missing"],
  [{ git: [] }, "'spec.subscriptions[0].git' should be a mapping, got a list"],
  [
    { image: { ...image, discoveryLimit: 101 } },
    "'spec.subscriptions[0].image.discoveryLimit' should be at most 100, got 101",
  ],
  [
    { image: { ...image, imageSelectionStrategy: 'Semver' } },
    "'spec.subscriptions[0].image.imageSelectionStrategy' should be one of 'Digest', 'Lexical', 'NewestBuild', 'SemVer', got 'Semver'",
  ],
  [
    { git: { ...git, strictSemvers: 'yes' } },
    "'spec.subscriptions[0].git.strictSemvers' should be true or false, got 'yes'",
  ],
  [
    { git: { ...git, since: 'yesterday' } },
    "'spec.subscriptions[0].git.since' should be a time such as '2026-01-31T00:00:00Z', got 'yesterday'",
  ],
  [
    { image: { repoURL: 'https://x.y/z' } },
    "'spec.subscriptions[0].image.repoURL' should match ^(\\w+([\\.-]\\w+)*(:[\\d]+)?/)?(\\w+([\\.-]\\w+)*)(/\\w+([\\.-]\\w+)*)*$, got 'https://x.y/z'",
  ],
])('fails when a subscription is %j', (subscription, message) => {
  expect(said(subscription)).toEqual([message]);
});

test.each([
  ['images', 'image'],
  ['Git', 'git'],
  ['charts', 'chart'],
])("fails when a kind is called '%s'", (kind, meant) => {
  expect(check({ [kind]: image })).toEqual([
    expect.objectContaining({
      message: `Warehouse apps/x: 'spec.subscriptions[0].${kind}' is not a kind of subscription that Kargo knows`,
      fix: `did you mean '${meant}'?`,
    }),
  ]);
});

test('there may be kinds of subscriptions that are not built in', () => {
  expect(said({ bucket: { url: 'x' } }, { subscription: { kind: 'x' } })).toEqual([]);
});

test('shows no credential of a URL', () => {
  expect(said({ chart: { repoURL: 'ftp://me:hunter2@x/y' } }).join()).toMatch(
    /got 'ftp:\/\/<a password in a URL>@x\/y'$/,
  );
});

test('a URL of any length takes no time', () => {
  const started = process.cpuUsage();
  expect(said({ chart: { repoURL: `https://x${'/'.repeat(5000)}\n`, name: 'x' } })).toHaveLength(1);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
});

test('a Kargo newer than the schemas may have other fields', () => {
  const clusters = [cluster('prod', warehouse('x', { subscriptions: [{ git: { ...git, novel: 1 } }] }))];
  expect(checkSubscriptions(fleet({ clusters, kargoVersion: '1.12.0' }))).toEqual([]);
  expect(checkSubscriptions(fleet({ clusters, kargoVersion: '1.11.2' }))).toHaveLength(1);
});

test('no value of any kind stops the check', () => {
  const kind = fc.constantFrom('git', 'image', 'chart', 'other');
  fc.assert(
    fc.property(kind, fc.jsonValue(), fc.jsonValue(), (name, body, other) => {
      check({ [name]: body }, other);
    }),
    { numRuns: 200 },
  );
});

test.each([
  [{}, "'spec.subscriptions[0]' should have exactly one field, the kind of the subscription, got none"],
  [{ git: null }, "'spec.subscriptions[0]' should have exactly one field, the kind of the subscription, got none"],
  [
    { git, image },
    "'spec.subscriptions[0]' should have exactly one field, the kind of the subscription, got 'git', 'image'",
  ],
  [
    { image: { ...image, imageSelectionStrategy: 'Digest' } },
    "'spec.subscriptions[0].image' has the strategy 'Digest' and no 'constraint'",
  ],
  [
    { image: { ...image, imageSelectionStrategy: 'Digest', semverConstraint: 'latest' } },
    "'spec.subscriptions[0].image.semverConstraint' is gone since Kargo 1.9, and with strategy 'Digest' its webhook refuses the Warehouse for want of a 'constraint'",
  ],
  [
    { chart: { repoURL: 'oci://x.example.com/y', name: 'y' } },
    "'spec.subscriptions[0].chart.name' should be left out beside a 'repoURL' that begins with 'oci://'",
  ],
  [
    { chart: { repoURL: 'https://charts.example.com' } },
    "'spec.subscriptions[0].chart' has a 'repoURL' of a repository with many charts and no 'name'",
  ],
])('fails when the webhook would refuse %j', (subscription, message) => {
  expect(said(subscription)).toEqual([message]);
});

test('an image that is found by its digest has a constraint', () => {
  expect(said({ image: { ...image, imageSelectionStrategy: 'Digest', constraint: 'latest' } })).toEqual([]);
});
