import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSide } from '../../scripts/release/side';
import { MINI, script, temporaryFolder } from '../tools/charts';
import { describeWith } from '../tools/kubectl-layer';
import { problemsOf } from '../tools/problems';
import { chartOf } from './fixtures';

afterEach(() => {
  jest.restoreAllMocks();
});

describeWith('helm', 'a chart as one side', (helm) => {
  beforeEach(() => {
    jest.replaceProperty(process, 'env', { ...process.env, HELM: helm });
  });

  test('has its version, values, CRDs, and a render of each built-in case that it does not refuse', () => {
    const side = readSide(chartOf('1.12.0'));
    expect(side.version).toBe('1.12.0');
    expect(side.defaults.get('api.host')).toBe('localhost');
    expect([...side.crds.keys()]).toEqual(['Warehouse v1alpha1']);
    expect(side.steps.size + side.subscriptions.size).toBe(0);
    const kinds = (name: string) => side.renders.get(name)?.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(kinds('cp-seed')).toContain('Deployment kargo-api');
    expect(kinds('shard-seed')).toContain('ConfigMap kargo-controller');
    expect(kinds('shard-seed')).not.toContain('Deployment kargo-api');
    expect([...side.renders.values()].flat().map(({ kind }) => kind)).not.toContain('CustomResourceDefinition');
  });

  test('has schemas of steps where somebody put them into its folder', () => {
    const chart = chartOf('1.12.0');
    mkdirSync(join(chart, 'steps'));
    writeFileSync(join(chart, 'steps', 'fail-config.json'), '{"properties": {"message": {"type": "string"}}}');
    expect(readSide(chart).steps.get('fail')?.get('message')).toEqual({ type: 'string' });
  });

  test('is rendered without the values that it does not know, and says so', () => {
    const { renders, notes } = readSide(chartOf('1.12.0'));
    expect(renders.has('shard-minimal')).toBe(true);
    expect(notes).toContain(
      'case shard-minimal of 1.12.0: rendered without externalWebhooksServer, garbageCollector, managementController, webhooksServer, webhooks, dataPlane, which its chart does not know',
    );
  });

  test('keeps values in places where it takes anything', () => {
    // Its `api.resources` is an empty mapping.
    const note = readSide(chartOf('1.12.0')).notes.find((line) => line.startsWith('case cp-seed'));
    expect(note).toBe(
      'case cp-seed of 1.12.0: rendered without api.service, controller.isDefault, controller.gitClient, controller.resources, controller.rollouts, which its chart does not know',
    );
  });

  test('leaves out a case that it refuses, and says why', () => {
    const { renders, notes } = readSide(
      chartOf('1.12.0', {
        'templates/refuse.yaml': '{{ if .Values.controller.shardName }}{{ fail "no shards" }}{{ end }}',
      }),
    );
    expect([...renders.keys()]).toContain('cp-seed');
    expect([...renders.keys()]).not.toContain('shard-seed');
    const said = notes.find((note) => note.startsWith('case shard-seed of 1.12.0: not compared, its chart refuses it'));
    expect(said).toContain('no shards');
  });

  test('fails when its CRDs are not of Kargo', () => {
    expect(() => readSide(MINI)).toThrow(/CRD 'warehouses.kargo.example.com' lacks names or a schema/);
  });
});

test('fails when there is no helm to render a chart', () => {
  jest.replaceProperty(process, 'env', { ...process.env, HELM: '/no/such/helm' });
  expect(problemsOf(() => readSide(chartOf('1.12.0')))).toMatchObject([{ id: 'helm-missing' }]);
});

test('fails when helm is too old', () => {
  jest.replaceProperty(process, 'env', { ...process.env, HELM: script('echo v3.12.0') });
  expect(problemsOf(() => readSide(chartOf('1.12.0')))).toMatchObject([{ id: 'helm-too-old' }]);
});

test('fails when a chart is not of Kargo', () => {
  const chart = chartOf('1.12.0', { 'Chart.yaml': 'name: nginx\nversion: 1.0.0\n' });
  expect(problemsOf(() => readSide(chart))).toMatchObject([{ id: 'chart-not-kargo' }]);
});

test('fails when a file is no packed chart', () => {
  const path = join(temporaryFolder(), 'kargo.tgz');
  writeFileSync(path, 'not an archive');
  expect(problemsOf(() => readSide(path))).toMatchObject([{ id: 'chart-invalid' }]);
});
