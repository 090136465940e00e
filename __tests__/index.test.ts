import * as library from '../lib';

test('these names are public', () => {
  expect(Object.keys(library).sort()).toEqual([
    'ArgocdApplications',
    'ControlPlane',
    'Credentials',
    'DefaultShard',
    'EmbeddedRenderer',
    'Fleet',
    'FreightRequest',
    'HelmRenderer',
    'Pipeline',
    'Pipelines',
    'Project',
    'ProjectBase',
    'ProjectConfig',
    'PromotionTask',
    'RemoteControllerAccess',
    'RenderError',
    'Shard',
    'ShardController',
    'ShardRule',
    'ShardedStage',
    'ShardedWarehouse',
    'authorizedStage',
    'customStep',
    'ignoreCheck',
  ]);
});
