import { findings, fleetWith, stage, warehouse } from './fleet';

const ID = 'admission-drift';
const image = { repoURL: 'nginx', imageSelectionStrategy: 'SemVer', strictSemvers: true, discoveryLimit: 20 };
const subscribed = (...subscriptions: readonly object[]) => warehouse('redis', { subscriptions });

test('what is stored as it is written is no drift', () => {
  const soaked = { sources: { stages: ['dev'], requiredSoakTime: '1h0m0s' } };
  const request = { origin: { kind: 'Warehouse', name: 'nginx' }, ...soaked };
  const view = fleetWith(subscribed({ image }), stage('x', {}, { requestedFreight: [request] }));
  expect(findings(view, ID)).toEqual([]);
});

test('warns when a duration is stored in another form', () => {
  expect(findings(fleetWith(warehouse('redis', { interval: '5m' })), ID)).toEqual([
    {
      severity: 'warning',
      id: ID,
      message:
        'Warehouse apps/redis is stored otherwise than it is written, which a GitOps tool shows as drift for ever: spec.interval is "5m0s" instead of "5m"',
      fix: "write what is stored, for example 'spec.interval: 5m0s'",
      where: { construct: 'prod/Warehouse/redis' },
      object: 'Warehouse apps/redis',
      field: ['spec', 'interval'],
    },
  ]);
});

test('warns when a duration in a step of a Stage is stored in another form', () => {
  const steps = [{ uses: 'git-clear', config: { path: './out' }, retry: { timeout: '48h' } }];
  const [finding] = findings(fleetWith(stage('x', { nginx: [] }, { promotionTemplate: { spec: { steps } } })), ID);
  expect(finding?.message).toMatch(
    /: spec\.promotionTemplate\.spec\.steps\[0\]\.retry\.timeout is "48h0m0s" instead of "48h"$/,
  );
});

test('warns once when defaults are added to what is in a list, and counts those that it does not name', () => {
  const [finding, ...others] = findings(
    fleetWith(subscribed({ image: { repoURL: 'nginx', discoveryLimit: 0 } }, { chart: { repoURL: 'oci://x/y' } })),
    ID,
  );
  expect(others).toEqual([]);
  expect(finding?.message).toMatch(
    /: spec\.subscriptions\[0\]\.image\.discoveryLimit is 20 instead of 0, spec\.subscriptions\[0\]\.image\.imageSelectionStrategy is "SemVer" instead of nothing, .* and 1 more$/,
  );
});

test('a default that is added outside of lists is no drift', () => {
  expect(findings(fleetWith(warehouse('redis', { interval: undefined, freightCreationPolicy: null })), ID)).toEqual([]);
});

test('the label of the shard is no drift', () => {
  expect(findings(fleetWith(stage('x', { nginx: [] }, { shard: 'dev-shard' })), ID)).toEqual([]);
});

test('nothing is said of a Kargo that is newer than what is known', () => {
  const view = fleetWith(warehouse('redis', { interval: '5m' }));
  expect(findings({ ...view, kargoVersion: '1.11.2' }, ID)).toHaveLength(1);
  expect(findings({ ...view, kargoVersion: '1.12.0' }, ID)).toEqual([]);
});
