import { cluster, findings, fleet, fleetWith, kargo, messages, pipeline, project, stage } from './fleet';

test('pipelines in the namespace of a Project are right', () => {
  const view = fleetWith(kargo('ProjectConfig', 'apps', 'apps'), kargo('PromotionTask', 'promote', 'apps'));
  expect(findings(view, 'project-missing')).toEqual([]);
  expect(findings(view, 'project-config-name')).toEqual([]);
});

test('fails when a namespace with pipelines is not that of a Project, once for each namespace', () => {
  const view = fleetWith(
    stage('a', { nginx: [] }, {}, 'aps'),
    stage('b', { nginx: [] }, {}, 'aps'),
    kargo('PromotionTask', 'promote', 'platform-team'),
  );
  expect(findings(view, 'project-missing')).toEqual([
    expect.objectContaining({
      message: "PromotionTask platform-team/promote is in namespace 'platform-team', which is not that of a Project",
      fix: "add Project 'platform-team'",
    }),
    expect.objectContaining({
      message: "Stage aps/a and 1 more are in namespace 'aps', which is not that of a Project",
      fix: "did you mean 'apps'?",
    }),
  ]);
});

test('what is ignored is told of apart from the rest of its namespace', () => {
  const ignored = stage('a', { nginx: [] }, {}, 'aps');
  const annotations = { 'ignore-check.cdk8s-kargo/project-missing': 'because' };
  const view = fleetWith(
    { ...ignored, metadata: { ...ignored.metadata, annotations } },
    stage('b', { nginx: [] }, {}, 'aps'),
  );
  expect(findings(view, 'project-missing').map(({ object }) => object)).toEqual(['Stage aps/a', 'Stage aps/b']);
});

test('fails when a Stage has no namespace', () => {
  const [finding] = findings(fleetWith(kargo('Stage', 'a')), 'project-missing');
  expect(finding?.message).toBe('Stage a is in no namespace');
});

test('fails when the Project is in another cluster', () => {
  const clusters = [cluster('prod', ...pipeline()), cluster('dev', stage('a'))];
  expect(messages(fleet({ clusters }), 'project-missing')).toEqual([
    "Stage apps/a is in namespace 'apps', which is not that of a Project",
  ]);
});

test('a Project that is known to exist need not be among the objects', () => {
  const view = { ...fleetWith(stage('a', { nginx: [] }, {}, 'shop')), externals: [{ kind: 'Project', name: 'shop' }] };
  expect(findings(view, 'project-missing')).toEqual([]);
});

test('fails when the Project that is known to exist is in another cluster', () => {
  const view = (inCluster: string) => ({
    ...fleetWith(stage('a', { nginx: [] }, {}, 'shop')),
    externals: [{ kind: 'Project', cluster: inCluster, name: 'shop' }],
  });
  expect(findings(view('prod'), 'project-missing')).toEqual([]);
  expect(findings(view('dev'), 'project-missing')).toHaveLength(1);
});

test('fails when a ProjectConfig is not called like its Project', () => {
  expect(findings(fleetWith(project('shop'), kargo('ProjectConfig', 'config', 'shop')), 'project-config-name')).toEqual(
    [
      expect.objectContaining({
        message: "ProjectConfig shop/config is called 'config', but a ProjectConfig has the name of its Project",
        fix: "call it 'shop'",
      }),
    ],
  );
});
