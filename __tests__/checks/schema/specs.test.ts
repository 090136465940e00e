import * as fc from 'fast-check';
import { checkSpecs } from '../../../lib/checks/schema/specs';
import type { KubeObject } from '../../../lib/core/kube-object';
import { cluster, fleet, pipeline, stage, warehouse } from '../fleet';

function kargo(kind: string, spec?: unknown): KubeObject {
  const metadata = { name: 'x', namespace: 'apps' };
  return { apiVersion: 'kargo.akuity.io/v1alpha1', kind, metadata, ...(spec !== undefined && { spec }) };
}

function check(...objects: readonly KubeObject[]) {
  return checkSpecs(fleet({ clusters: [cluster('prod', ...objects)] }));
}

function said(kind: string, spec?: unknown): string[] {
  return check(kargo(kind, spec)).map(({ severity, id, message }) => `${severity} ${id}: ${message}`);
}

const policy = { stage: 'dev', autoPromotionEnabled: true };

test('specs that Kargo takes are right', () => {
  expect(check(...pipeline())).toEqual([]);
  expect(
    said('ProjectConfig', {
      promotionPolicies: [policy],
      webhookReceivers: [{ name: 'a', github: { secretRef: { name: 'b' } } }],
    }),
  ).toEqual([]);
  expect(said('ClusterConfig', { gitClient: { name: 'a', email: 'a@b.c' } })).toEqual([]);
  expect(said('PromotionTask', { vars: [{ name: 'a' }], steps: [{ uses: 'fail', config: { any: [1] } }] })).toEqual([]);
});

test('what the API server fills in may be left out', () => {
  expect(check(warehouse('x'))).toEqual([]);
});

test('a member that is null counts as absent', () => {
  expect(check(stage('x', { nginx: [] }, { vars: null, shard: null, verification: null }))).toEqual([]);
});

test('fails when what is required is null', () => {
  expect(said('PromotionTask', { steps: null })).toEqual([
    "error spec-invalid: PromotionTask apps/x: 'spec.steps' should be a list, got null",
  ]);
});

test('fails when a spec is missing', () => {
  expect(said('Stage')).toEqual(["error spec-invalid: Stage apps/x: 'spec' is missing"]);
});

test.each([
  [
    'ProjectConfig',
    { promotionPolicies: [{ stage: 'Dev' }] },
    "'spec.promotionPolicies[0].stage' should match ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$, got 'Dev'",
  ],
  ['ProjectConfig', { promotionPolicies: policy }, "'spec.promotionPolicies' should be a list, got a mapping"],
  [
    'ProjectConfig',
    { promotionPolicies: [{}] },
    "'spec.promotionPolicies[0]' should have exactly one of 'stage' and 'stageSelector', got a mapping",
  ],
  [
    'ProjectConfig',
    { promotionPolicies: [{ ...policy, autoRollback: { onPromotion: ['Failed', 'Failed'] } }] },
    '\'spec.promotionPolicies[0].autoRollback.onPromotion\' should have no item twice, got ["Failed","Failed"]',
  ],
  [
    'ClusterConfig',
    { gitClient: { name: 'a', email: 'b' } },
    "'spec.gitClient.email' should be an email address, got 'b'",
  ],
  ['ClusterPromotionTask', { steps: [] }, "'spec.steps' should have at least 1 item, got 0 items"],
  [
    'PromotionTask',
    { steps: [{ uses: 'fail' }], vars: [{ name: 'a', value: 1 }] },
    "'spec.vars[0].value' should be a text, got 1",
  ],
  [
    'Promotion',
    { stage: 'x', freight: 'a', origin: { kind: 'Warehouse', name: 'a' }, steps: [{ uses: 'fail' }] },
    "'spec' should have exactly one of 'freight' and 'origin', got 'stage', 'freight', 'origin', 'steps'",
  ],
])('fails when the spec of a %s is %j', (kind, spec, message) => {
  expect(said(kind, spec)).toEqual([`error spec-invalid: ${kind} apps/x: ${message}`]);
});

test('the rules of steps that call tasks are told by another check, but for those of a Promotion', () => {
  const steps = [{ task: { name: 'promote' } }];
  expect(said('PromotionTask', { steps })).toEqual([]);
  expect(said('Promotion', { stage: 'x', freight: 'a', steps })).toEqual([
    "error spec-invalid: Promotion apps/x: 'spec.steps[0]' should have 'uses' and not 'task': a task cannot call another one, got 'task'",
  ]);
});

test('warns of a field that would be dropped, and names the nearest one', () => {
  expect(check(stage('x', { nginx: [] }, { promotionTemplat: {} }))).toEqual([
    {
      severity: 'warning',
      id: 'spec-unknown-field',
      message:
        "Stage apps/x: 'spec.promotionTemplat' is not a field that Kargo knows, so the API server drops it without a word",
      fix: "did you mean 'promotionTemplate'?",
      where: { construct: 'prod/Stage/x' },
      object: 'Stage apps/x',
      field: ['spec', 'promotionTemplat'],
    },
  ]);
});

test('a Project has no spec', () => {
  expect(check(kargo('Project', { promotionPolicies: [policy] }))).toEqual([
    expect.objectContaining({
      severity: 'warning',
      id: 'spec-unknown-field',
      fix: 'move its promotion policies to the ProjectConfig of the same name',
    }),
  ]);
});

test('fields that Kargo keeps as they are may hold anything', () => {
  expect(said('Warehouse', { subscriptions: [{ other: { any: 1 } }] })).toEqual([]);
  expect(said('PromotionTask', { steps: [{ uses: 'x', config: 3 }] })).toEqual([]);
});

test('metadata and status are not looked at', () => {
  const object = { ...stage('x'), status: { any: 1 }, metadata: { name: 'x', namespace: 'apps', any: 1 } };
  expect(check(object)).toEqual([]);
});

test('an object of another version of the API is not judged', () => {
  expect(check({ ...kargo('Stage'), apiVersion: 'kargo.akuity.io/v1' })).toEqual([]);
});

test('a Kargo newer than the schemas may have other fields', () => {
  const clusters = [cluster('prod', kargo('Stage'))];
  expect(checkSpecs(fleet({ clusters, kargoVersion: '1.12.0' }))).toEqual([]);
  expect(checkSpecs(fleet({ clusters, kargoVersion: '1.9.10' }))).toHaveLength(1);
});

test('no value of any kind stops the check', () => {
  const kind = fc.constantFrom('Project', 'ProjectConfig', 'PromotionTask', 'Stage', 'Warehouse');
  fc.assert(
    fc.property(kind, fc.jsonValue(), (name, spec) => void check(kargo(name, spec))),
    { numRuns: 200 },
  );
});

test('10,000 Stages with steps of their own are checked within two seconds', () => {
  const steps = [
    { uses: 'git-clone', config: { repoURL: '${{ vars.x }}', checkout: [{ branch: 'b', path: '.' }] } },
    { uses: 'git-push', config: { path: '.' } },
  ];
  const stages = Array.from({ length: 10_000 }, (_, i) =>
    stage(`s${i}`, { nginx: [] }, { promotionTemplate: { spec: { steps } } }),
  );
  const started = process.cpuUsage();
  expect(check(...stages)).toEqual([]);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(4000);
});

test('fails once when a required field is misspelt', () => {
  const { requestedFreight, ...rest } = stage('x').spec as { readonly [field: string]: unknown };
  const found = check({ ...stage('x'), spec: { ...rest, requestedFreigth: requestedFreight } });
  expect(found.map(({ severity, id, message, fix }) => [severity, id, message, fix])).toEqual([
    [
      'error',
      'spec-unknown-field',
      "Stage apps/x: 'spec.requestedFreigth' is not a field that Kargo knows, and 'spec.requestedFreight' is missing",
      "did you mean 'requestedFreight'?",
    ],
  ]);
});

test('a duration is asked for in plain words', () => {
  expect(check(warehouse('x', { interval: 'soon' })).map(({ message, fix }) => [message, fix])).toEqual([
    [
      "Warehouse apps/nginx: 'spec.interval' should be a duration such as '5m0s', got 'soon'".replace('nginx', 'x'),
      "write a duration such as '5m0s'",
    ],
  ]);
});
