import { checkFleet } from '../../lib/checks';
import type { KnownParts } from '../../lib/checks/view';
import { cluster, fleet, kargo, project, stage, warehouse } from './fleet';

const calls = (kind: string) => ({ promotionTemplate: { spec: { steps: [{ task: { kind, name: 'gone' } }] } } });

/** A part of a fleet: Project `apps` with what is in it, and a Stage of Project `more` without that. */
const view = (known?: Partial<KnownParts>) =>
  fleet({
    clusters: [
      cluster(
        'prod',
        project('apps'),
        warehouse('nginx', {}, 'apps'),
        stage('a', { gone: [] }, { shard: 'gone' }, 'apps'),
        stage('b', { nginx: ['gone'] }, { shard: 'dev-shard', ...calls('PromotionTask') }, 'apps'),
        stage('c', { nginx: [] }, { shard: 'dev-shard', ...calls('ClusterPromotionTask') }, 'apps'),
        stage('d', { gone: ['gone'] }, { shard: 'dev-shard', ...calls('PromotionTask') }, 'more'),
      ),
    ],
    controllers: [],
    complete: false,
    ...(known && { known: { shards: false, defaultController: false, pipelines: 'none', ...known } }),
  });

const found = (known?: Partial<KnownParts>) =>
  checkFleet(view(known)).map(({ id, object = '' }) => `${id} ${object.replace(/^Stage /, '')}`);

test.each([
  ['that is not known', undefined],
  ['of which nothing is known', {}],
])('nothing is missing in a part of a fleet %s', (_, known) => {
  expect(found(known)).toEqual([]);
});

test('a shard is missing where all shards are known', () => {
  expect(found({ shards: true })).toEqual(['shard-undeclared apps/a']);
});

test('a default controller is missing where it is known that there is none', () => {
  expect(found({ defaultController: true })).toEqual(['default-missing Warehouse apps/nginx']);
});

test('references are checked in Projects of the view where these are known', () => {
  expect(found({ pipelines: 'projects' })).toEqual([
    'warehouse-missing apps/a',
    'promotion-task-missing apps/b',
    'stage-missing apps/b',
  ]);
});

test('references are checked everywhere where all pipelines are known, and so are Projects', () => {
  expect(found({ pipelines: 'all' })).toEqual([
    'warehouse-missing apps/a',
    'promotion-task-missing apps/b',
    'stage-missing apps/b',
    'promotion-task-missing apps/c',
    'project-missing more/d',
    'promotion-task-missing more/d',
    'stage-missing more/d',
    'warehouse-missing more/d',
  ]);
});

test('what is there is found where all pipelines are known', () => {
  const whole = cluster(
    'prod',
    project(),
    warehouse(),
    stage('dev', { nginx: [] }, calls('ClusterPromotionTask')),
    stage('prod', { nginx: ['dev'] }, calls('PromotionTask')),
    kargo('PromotionTask', 'gone', 'apps'),
    kargo('ClusterPromotionTask', 'gone'),
  );
  const known: KnownParts = { shards: true, defaultController: true, pipelines: 'all' };
  expect(checkFleet(fleet({ clusters: [whole], complete: false, known }))).toEqual([]);
});

test('nothing is called missing where something could not be read, but for a namespace that is not named', () => {
  const unread = { ...view({ shards: true, pipelines: 'all' }), unread: true };
  const told = (of: typeof unread) => checkFleet(of).map(({ id }) => id);
  expect(told({ ...unread, unread: false })).toEqual(expect.arrayContaining(['stage-missing', 'project-missing']));
  expect(told(unread)).toEqual(['shard-undeclared']);
  expect(told({ ...unread, complete: true })).not.toContainEqual(expect.stringMatching(/^(?!default).*-missing$/));
  const homeless = { ...unread, clusters: [cluster('prod', stage('a', { nginx: [] }, { shard: 'dev-shard' }, ''))] };
  expect(told(homeless)).toContain('project-missing');
});
