import { checkAnalysisTemplates } from '../../lib/checks/analysis-templates';
import type { FleetView, KnownParts } from '../../lib/checks/view';
import type { KubeObject } from '../../lib/core/kube-object';
import { findings, fleetWith, messages, project, stage } from './fleet';

const ID = 'analysis-template-missing';

const template = (name: string, namespace?: string, apiVersion = 'argoproj.io/v1alpha1'): KubeObject => ({
  apiVersion,
  kind: namespace === undefined ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate',
  metadata: namespace === undefined ? { name } : { name, namespace },
});
const verified = (...analysisTemplates: readonly object[]) =>
  stage('x', { nginx: [] }, { verification: { analysisTemplates } });
const inCluster = { name: 'smoke', kind: 'ClusterAnalysisTemplate' };

/** A view of which it is known only what the Projects in it hold, or nothing at all. */
const partly = (view: FleetView, pipelines: KnownParts['pipelines']): FleetView => ({
  ...view,
  complete: false,
  known: { shards: false, defaultController: false, pipelines },
});

test('AnalysisTemplates of the Project and ClusterAnalysisTemplates are found', () => {
  const objects = [template('smoke', 'apps'), template('smoke'), verified({ name: 'smoke' }, inCluster)];
  expect(findings(fleetWith(...objects), ID)).toEqual([]);
});

test('fails when an AnalysisTemplate is not there', () => {
  const stage1 = verified({ name: 'smokes' });
  expect(findings(fleetWith(template('smoke', 'apps'), stage1), ID)).toEqual([
    {
      severity: 'error',
      id: ID,
      message: "Stage apps/x verifies with AnalysisTemplate 'smokes', which is not in namespace 'apps'",
      fix: "did you mean 'smoke'?",
      where: { construct: 'prod/Stage/x' },
      object: 'Stage apps/x',
      field: ['spec', 'verification', 'analysisTemplates', 0, 'name'],
    },
  ]);
});

test('fails when an AnalysisTemplate is of the other kind, of another Project, or of another API', () => {
  const others = [
    template('smoke'),
    project('other'),
    template('load', 'other'),
    template('unit', 'apps', 'kargo.x/v1'),
  ];
  const view = fleetWith(...others, verified({ name: 'smoke' }, { name: 'load' }, { name: 'unit' }));
  expect(messages(view, ID)).toEqual([
    "Stage apps/x verifies with AnalysisTemplate 'load', which is in Project 'other' and not in namespace 'apps', and a verification looks for an AnalysisTemplate only in its own Project",
    "Stage apps/x verifies with AnalysisTemplate 'smoke', which is not in namespace 'apps'",
    "Stage apps/x verifies with AnalysisTemplate 'unit', which is not in namespace 'apps'",
  ]);
});

test('fails when a ClusterAnalysisTemplate is not there', () => {
  expect(messages(fleetWith(template('smoke', 'apps'), verified(inCluster)), ID)).toEqual([
    "Stage apps/x verifies with ClusterAnalysisTemplate 'smoke', which is not in the cluster",
  ]);
});

test('an AnalysisTemplate that is known to exist need not be among the objects', () => {
  const externals = [
    { kind: 'AnalysisTemplate', namespace: 'apps', name: 'smoke' },
    { kind: 'ClusterAnalysisTemplate', name: 'smoke' },
  ];
  expect(findings({ ...fleetWith(verified({ name: 'smoke' }, inCluster)), externals }, ID)).toEqual([]);
});

describe('where there is no AnalysisTemplate', () => {
  const missing = fleetWith(verified({ name: 'smoke' }, inCluster));

  test.each(['all', 'projects', 'none'] as const)('what is missing depends on what is known (%s)', (pipelines) => {
    const expected = { all: ['error', 'error'], projects: ['warning'], none: [] };
    expect(findings(partly(missing, pipelines), ID).map(({ severity }) => severity)).toEqual(expected[pipelines]);
  });

  test('a whole fleet has everything', () => {
    expect(findings(missing, ID).map(({ severity }) => severity)).toEqual(['error', 'error']);
  });

  test('fails when the Project has other AnalysisTemplates in view', () => {
    const view = partly(fleetWith(verified({ name: 'smoke' }), template('load', 'apps')), 'projects');
    expect(checkAnalysisTemplates(view).map(({ severity }) => severity)).toEqual(['error']);
  });

  test('only warns when another Project has AnalysisTemplates in view', () => {
    const view = partly(fleetWith(verified({ name: 'smoke' }), template('load', 'other')), 'projects');
    expect(checkAnalysisTemplates(view).map(({ severity }) => severity)).toEqual(['warning']);
  });
});
