import type { KubeObject } from '../../lib/core/kube-object';
import { cluster, findings, fleet, fleetWith, kargo, messages, pipeline, project, stage, warehouse } from './fleet';

const calling = (...tasks: readonly object[]) =>
  stage('x', { nginx: [] }, { promotionTemplate: { spec: { steps: tasks.map((task) => ({ task })) } } });

test('references that resolve are right', () => {
  const view = fleetWith(
    kargo('PromotionTask', 'promote', 'apps'),
    kargo('ClusterPromotionTask', 'shared'),
    calling(
      { name: 'promote' },
      { name: 'promote', kind: 'PromotionTask' },
      { name: 'shared', kind: 'ClusterPromotionTask' },
    ),
  );
  expect(findings(view, 'warehouse-missing')).toEqual([]);
  expect(findings(view, 'stage-missing')).toEqual([]);
  expect(findings(view, 'promotion-task-missing')).toEqual([]);
});

test('fails when a Stage requests freight of a Warehouse that is not there', () => {
  expect(findings(fleetWith(stage('x', { ngnix: [] })), 'warehouse-missing')).toEqual([
    {
      severity: 'error',
      id: 'warehouse-missing',
      message: "Stage apps/x requests freight of Warehouse 'ngnix', which is not in namespace 'apps'",
      fix: "did you mean 'nginx'?",
      where: { construct: 'prod/Stage/x' },
      object: 'Stage apps/x',
      field: ['spec', 'requestedFreight', 0, 'origin', 'name'],
    },
  ]);
});

test('fails when a Stage requests freight from a Stage that is not there', () => {
  const [finding] = findings(fleetWith(stage('x', { nginx: ['quality-assurance'] })), 'stage-missing');
  expect(finding?.message).toBe(
    "Stage apps/x requests freight from Stage 'quality-assurance', which is not in namespace 'apps'",
  );
  expect(finding?.fix).toBe("add Stage 'quality-assurance'");
});

test('fails when a step calls a PromotionTask that is not there, or is there in another Project or of the other kind', () => {
  const view = fleetWith(
    project('other'),
    kargo('PromotionTask', 'promote', 'other'),
    kargo('ClusterPromotionTask', 'shared'),
    calling({ name: 'promote' }, { name: 'shared' }, { name: 'promote', kind: 'ClusterPromotionTask' }),
  );
  expect(messages(view, 'promotion-task-missing')).toEqual([
    "Stage apps/x calls ClusterPromotionTask 'promote', which is not in the cluster",
    "Stage apps/x calls PromotionTask 'promote', which is in Project 'other' and not in namespace 'apps', and a PromotionTask can be called only in its own Project",
    "Stage apps/x calls PromotionTask 'shared', which is not in namespace 'apps'",
  ]);
});

test.each([
  ['Warehouse', { redis: [] }, 'warehouse-missing'],
  ['Stage', { nginx: ['upstream'] }, 'stage-missing'],
])('says so when a %s is in another Project, from which freight does not come', (kind, freight, id) => {
  const name = kind === 'Warehouse' ? 'redis' : 'upstream';
  const there = ['b', 'a'].map((home) =>
    kind === 'Warehouse' ? warehouse(name, {}, home) : stage(name, { redis: [] }, {}, home),
  );
  const [finding] = findings(fleetWith(project('a'), project('b'), ...there, stage('x', freight)), id);
  expect(finding?.message).toMatch(
    `${kind} '${name}', which is in Project 'a' and not in namespace 'apps', and freight does not leave its Project`,
  );
  expect(finding?.fix).toBe(`add ${kind} '${name}' to namespace 'apps' as well`);
});

test('fails when what is referred to is in another Project or another cluster', () => {
  const clusters = [
    cluster('prod', ...pipeline(), project('other'), stage('x', { nginx: ['dev'] }, {}, 'other')),
    cluster('dev', warehouse('nginx', {}, 'other'), stage('dev', { nginx: [] }, {}, 'other')),
  ];
  expect(findings(fleet({ clusters }), 'warehouse-missing')).toHaveLength(1);
  expect(findings(fleet({ clusters }), 'stage-missing')).toHaveLength(1);
});

test('what is known to exist need not be among the objects', () => {
  const externals = [
    { kind: 'Warehouse', namespace: 'apps', name: 'redis' },
    { kind: 'Stage', namespace: 'apps', name: 'upstream' },
    { kind: 'ClusterPromotionTask', name: 'shared' },
  ];
  const objects: KubeObject[] = [
    stage('y', { redis: ['upstream'] }),
    calling({ name: 'shared', kind: 'ClusterPromotionTask' }),
  ];
  const view = { ...fleetWith(...objects), externals };
  expect(findings(view, 'warehouse-missing')).toEqual([]);
  expect(findings(view, 'stage-missing')).toEqual([]);
  expect(findings(view, 'promotion-task-missing')).toEqual([]);
});

test('fails when what is known to exist is in another cluster', () => {
  const view = (inCluster: string) => ({
    ...fleetWith(stage('y', { redis: [] })),
    externals: [{ kind: 'Warehouse', cluster: inCluster, namespace: 'apps', name: 'redis' }],
  });
  expect(findings(view('prod'), 'warehouse-missing')).toEqual([]);
  expect(findings(view('dev'), 'warehouse-missing')).toHaveLength(1);
});

test('objects of other API groups are not those that are meant', () => {
  const other: KubeObject = {
    apiVersion: 'example.com/v1',
    kind: 'Warehouse',
    metadata: { name: 'redis', namespace: 'apps' },
  };
  expect(findings(fleetWith(other, stage('x', { redis: [] })), 'warehouse-missing')).toHaveLength(1);
});

test('what is missing in a part of a fleet may be in another part', () => {
  expect(findings({ ...fleetWith(stage('x', { ngnix: [] })), complete: false }, 'warehouse-missing')).toEqual([]);
});
