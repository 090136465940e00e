import { ControlPlane, Project, ProjectBase, Shard, ShardedStage, ShardedWarehouse } from '../../lib';
import { recordedFindings } from '../../lib/constructs/findings';
import { viewOf } from '../../lib/constructs/view';
import { chart, find, names, synth } from '../tools/fleet';
import { mayReadSecrets } from '../tools/rbac';

const subscriptions = [{ image: { repoURL: 'nginx' } }];

function make(props: object = {}) {
  const prod = chart();
  const [dev, staging] = [new Shard('dev'), new Shard('staging')];
  const controlPlane = new ControlPlane(prod, 'kargo', { shards: [dev, staging] });
  const project = new Project(prod, 'apps', { controlPlane, ...props });
  return { prod, controlPlane, project, dev, staging };
}

describe('Project', () => {
  test('makes its Namespace with the label that Kargo demands', () => {
    const { prod } = make({ namespaceLabels: { 'kargo.akuity.io/project': 'false', team: 'a' }, labels: { x: 'y' } });
    expect(find(synth(prod), 'Namespace', 'apps').metadata.labels).toEqual({
      'kargo.akuity.io/project': 'true',
      team: 'a',
    });
    expect(find(synth(prod), 'Project', 'apps').metadata).toEqual({ name: 'apps', labels: { x: 'y' } });
  });

  test('keeps its Namespace when it is deleted only where that is wanted', () => {
    const keep = 'kargo.akuity.io/keep-namespace';
    const annotations = (props: object) =>
      find(synth(make(props).prod), 'Namespace', 'apps').metadata.annotations ?? {};
    expect(annotations({})).not.toHaveProperty([keep]);
    expect(annotations({ keepNamespace: true })).toHaveProperty([keep], 'true');
  });

  test('lets exactly the shards that serve it read its Secrets', () => {
    const { prod, project, dev, controlPlane } = make();
    const other = new Project(prod, 'other', { controlPlane });
    const nginx = new ShardedWarehouse(project, 'nginx', { shard: controlPlane.defaultShard, subscriptions });
    new ShardedStage(project, 'nginx-dev', { shard: dev, requestedFreight: [nginx.direct()] });
    new ShardedStage(project, 'nginx-dev-2', { shard: dev, requestedFreight: [nginx.direct()] });
    const objects = synth(prod);
    expect(mayReadSecrets(objects, 'kargo-controller-dev', 'apps')).toBe(true);
    expect(mayReadSecrets(objects, 'kargo-controller-dev', other.name)).toBe(false);
    expect(mayReadSecrets(objects, 'kargo-controller-staging', 'apps')).toBe(false);
    expect(names(objects).filter((name) => name.endsWith('-project-secrets'))).toEqual([
      'RoleBinding apps/kargo-controller-dev-project-secrets',
    ]);
  });

  test('lets the shard of a Warehouse read its Secrets', () => {
    const { prod, project, staging } = make();
    new ShardedWarehouse(project, 'nginx', { shard: staging, subscriptions });
    expect(mayReadSecrets(synth(prod), 'kargo-controller-staging', 'apps')).toBe(true);
  });

  test('lets further shards read its Secrets where they are named', () => {
    const prod = chart();
    const dev = new Shard('dev');
    const controlPlane = new ControlPlane(prod, 'kargo', { shards: [dev] });
    new Project(prod, 'apps', { controlPlane, shards: [dev] });
    expect(mayReadSecrets(synth(prod), 'kargo-controller-dev', 'apps')).toBe(true);
  });

  test('makes no binding for a shard that may read the Secrets of every Project', () => {
    const prod = chart();
    const dev = new Shard('dev');
    const controlPlane = new ControlPlane(prod, 'kargo', { shards: [{ shard: dev, secrets: 'all-projects' }] });
    new Project(prod, 'apps', { controlPlane, shards: [dev] });
    expect(names(synth(prod)).filter((name) => name.endsWith('-project-secrets'))).toEqual([]);
  });

  test('can be one that is there already, of which nothing is made', () => {
    const { prod, controlPlane, dev } = make();
    const legacy = Project.fromAttributes(prod, 'legacy', { controlPlane });
    new ShardedStage(legacy, 's', { shard: dev, requestedFreight: [ShardedWarehouse.fromName('w').direct()] });
    const objects = names(synth(prod));
    expect(objects).toContain('Stage legacy/s');
    expect(objects).toContain('RoleBinding legacy/kargo-controller-dev-project-secrets');
    expect(objects).not.toContain('Namespace /legacy');
    expect(objects).not.toContain('Project /legacy');
  });

  test('states what is there although nobody here makes it', () => {
    const { prod, project } = make();
    project.assumeExisting('Warehouse', 'nginx', 'redis');
    project.assumeExisting('ClusterAnalysisTemplate', 'smoke');
    expect(viewOf([{ name: 'prod', root: prod }], true).externals).toEqual([
      { kind: 'Warehouse', cluster: 'prod', namespace: 'apps', name: 'nginx' },
      { kind: 'Warehouse', cluster: 'prod', namespace: 'apps', name: 'redis' },
      { kind: 'ClusterAnalysisTemplate', cluster: 'prod', name: 'smoke' },
    ]);
  });

  test('is found from anywhere inside it', () => {
    const { project, controlPlane } = make();
    const nginx = new ShardedWarehouse(project, 'nginx', { shard: controlPlane.defaultShard, subscriptions });
    expect(ProjectBase.of(nginx)).toBe(project);
    expect(() => ProjectBase.of(controlPlane)).toThrow("'prod/kargo' is not part of a Project");
  });

  test('refuses to be in another cluster than its control plane', () => {
    const { controlPlane } = make();
    const dev = chart('dev');
    new Project(dev, 'apps', { controlPlane });
    expect(recordedFindings(dev)).toMatchObject([{ id: 'pipeline-cluster' }]);
  });

  test('refuses a shard that its control plane was not given', () => {
    const { prod } = make({ shards: [new Shard('elsewhere')] });
    expect(recordedFindings(prod)).toMatchObject([{ id: 'shard-undeclared' }]);
  });
});
