import {
  ControlPlane,
  customStep,
  type DefaultShard,
  Project,
  ProjectConfig,
  PromotionTask,
  Shard,
  ShardedStage,
  type ShardedStageProps,
  ShardedWarehouse,
} from '../../lib';
import { recordedFindings } from '../../lib/constructs/findings';
import { viewOf } from '../../lib/constructs/view';
import { chart, find, synth } from '../tools/fleet';

const subscriptions = [{ image: { repoURL: 'nginx' } }];

function make(defaultController = true) {
  const prod = chart();
  const dev = new Shard('dev');
  const controlPlane = new ControlPlane(prod, 'kargo', { shards: [dev], defaultController });
  const project = new Project(prod, 'apps', { controlPlane });
  const nginx = new ShardedWarehouse(project, 'nginx', { shard: dev, subscriptions });
  const stage = (props: Partial<ShardedStageProps> = {}, id = 'nginx-dev') =>
    new ShardedStage(project, id, { shard: dev, requestedFreight: [nginx.direct()], ...props });
  return { prod, dev, controlPlane, project, nginx, stage };
}

function spec(prod: ReturnType<typeof chart>, name = 'nginx-dev') {
  return find(synth(prod), 'Stage', name).spec;
}

describe('ShardedStage', () => {
  test('has its shard in the spec, and as the label that the webhook would set', () => {
    const { prod, stage } = make();
    stage();
    const object = find(synth(prod), 'Stage', 'nginx-dev');
    expect(object.spec).toMatchObject({ shard: 'dev' });
    expect(object.metadata.labels).toEqual({ 'kargo.akuity.io/shard': 'dev' });
  });

  test('has neither on the default controller', () => {
    const { prod, stage, controlPlane } = make();
    stage({ shard: controlPlane.defaultShard });
    const object = find(synth(prod), 'Stage', 'nginx-dev');
    expect(object.spec).not.toHaveProperty('shard');
    expect(object.metadata.labels).toBeUndefined();
  });

  test('writes durations as the server stores them', () => {
    const { prod, stage, nginx } = make();
    stage({ requestedFreight: [nginx.direct({ requiredSoakTime: '1h' })] });
    expect(spec(prod)).toMatchObject({ requestedFreight: [{ sources: { direct: true, requiredSoakTime: '1h0m0s' } }] });
  });

  test('requests freight from Stages that came before it', () => {
    const { prod, stage, nginx } = make();
    const upstream = stage();
    stage({ requestedFreight: [nginx.from(upstream)] }, 'one');
    stage(
      { requestedFreight: [nginx.from([upstream, ShardedStage.fromName('other')], { availabilityStrategy: 'All' })] },
      'two',
    );
    expect(spec(prod, 'one')).toMatchObject({
      requestedFreight: [{ origin: { kind: 'Warehouse', name: 'nginx' }, sources: { stages: ['nginx-dev'] } }],
    });
    expect(spec(prod, 'two')).toMatchObject({
      requestedFreight: [{ sources: { stages: ['nginx-dev', 'other'], availabilityStrategy: 'All' } }],
    });
  });

  test('has the steps and variables of a promotion where Kargo looks for them', () => {
    const { prod, stage, project } = make();
    const task = new PromotionTask(project, 'promote', {
      vars: [{ name: 'env' }],
      steps: [{ uses: 'git-push', config: { path: '.' } }],
    });
    stage({
      vars: { a: '1' },
      promotionVars: [{ name: 'b', value: '2' }],
      steps: [
        task.call({ env: 'dev' }, 'call'),
        { uses: 'fail', config: { message: 'no' } },
        customStep({ uses: 'mine' }),
      ],
    });
    expect(spec(prod)).toMatchObject({
      vars: [{ name: 'a', value: '1' }],
      promotionTemplate: {
        spec: {
          vars: [{ name: 'b', value: '2' }],
          steps: [
            { as: 'call', task: { name: 'promote' }, vars: [{ name: 'env', value: 'dev' }] },
            { uses: 'fail', config: { message: 'no' } },
            { uses: 'mine' },
          ],
        },
      },
    });
  });

  test('without steps has no promotion template', () => {
    const { prod, stage } = make();
    stage();
    expect(spec(prod)).not.toHaveProperty('promotionTemplate');
  });

  test('takes fields that a newer Kargo has', () => {
    const { prod, stage } = make();
    stage({ spec: { newField: { x: 1 } } });
    expect(spec(prod)).toMatchObject({ newField: { x: 1 }, shard: 'dev' });
  });

  test('says that what it refers to by name only exists', () => {
    const { prod, stage } = make();
    stage({
      requestedFreight: [ShardedWarehouse.fromName('w').from(ShardedStage.fromName('s'))],
      steps: [PromotionTask.fromName('t').call(), PromotionTask.fromClusterTaskName('c').call()],
    });
    expect(viewOf([{ name: 'prod', root: prod }], true).externals).toEqual([
      { cluster: 'prod', kind: 'Warehouse', namespace: 'apps', name: 'w' },
      { cluster: 'prod', kind: 'Stage', namespace: 'apps', name: 's' },
      { cluster: 'prod', kind: 'PromotionTask', namespace: 'apps', name: 't' },
      { cluster: 'prod', kind: 'ClusterPromotionTask', name: 'c' },
    ]);
    expect(spec(prod)).toMatchObject({
      promotionTemplate: {
        spec: { steps: [{ task: { name: 't' } }, { task: { kind: 'ClusterPromotionTask', name: 'c' } }] },
      },
    });
  });
});

describe('ShardedStage refuses', () => {
  test('a shard in its inner spec', () => {
    const { prod, stage } = make();
    stage({ spec: { shard: 'other' } as never });
    expect(recordedFindings(prod)).toMatchObject([
      { id: 'spec-shard', message: `'spec' names shard "other" beside the prop 'shard'` },
    ]);
    expect(
      find(
        viewOf([{ name: 'prod', root: prod }], true).clusters[0]?.objects.map(({ object }) => object) ?? [],
        'Stage',
        'nginx-dev',
      ).spec,
    ).toMatchObject({ shard: 'dev' });
  });

  test('a field that a prop gives and the inner spec too', () => {
    const { prod, stage } = make();
    stage({ spec: { requestedFreight: [] } });
    expect(recordedFindings(prod)).toMatchObject([{ id: 'spec-conflict' }]);
  });

  test('a free string as shard, also where nothing checks types', () => {
    const { prod, stage } = make();
    stage({ shard: 'dev' as unknown as Shard });
    expect(recordedFindings(prod)).toMatchObject([{ id: 'shard-type', message: expect.stringContaining('"dev"') }]);
  });

  test('a shard that the control plane was not given, with the one that was meant', () => {
    const { prod, stage } = make();
    stage({ shard: new Shard('dve') });
    expect(recordedFindings(prod)).toMatchObject([{ id: 'shard-undeclared', fix: expect.stringContaining("'dev'") }]);
  });

  test('the default shard of a control plane that runs no default controller', () => {
    const { prod, stage, controlPlane } = make(false);
    stage({ shard: controlPlane.defaultShard });
    expect(recordedFindings(prod)).toMatchObject([{ id: 'default-missing' }]);
  });

  test('the default shard of another control plane', () => {
    const { prod, stage } = make();
    stage({ shard: make().controlPlane.defaultShard });
    expect(recordedFindings(prod)).toMatchObject([{ id: 'shard-undeclared' }]);
  });

  test('freight of another Project', () => {
    const { prod, stage, controlPlane, dev } = make();
    const other = new Project(prod, 'other', { controlPlane });
    const foreign = new ShardedWarehouse(other, 'w', { shard: dev, subscriptions });
    stage({ requestedFreight: [foreign.direct()] });
    expect(recordedFindings(prod)).toMatchObject([
      { id: 'freight-foreign', message: "Warehouse 'w' belongs to project 'other', not to 'apps'" },
    ]);
  });

  test('to be built outside a Project', () => {
    const { prod, dev } = make();
    expect(() => new ShardedStage(prod, 's', { shard: dev, requestedFreight: [] })).toThrow('not part of a Project');
  });
});

describe('the other constructs of a pipeline', () => {
  test('ShardedWarehouse writes what the server would store', () => {
    const { prod } = make();
    expect(find(synth(prod), 'Warehouse', 'nginx')).toEqual({
      apiVersion: 'kargo.akuity.io/v1alpha1',
      kind: 'Warehouse',
      metadata: { name: 'nginx', namespace: 'apps', labels: { 'kargo.akuity.io/shard': 'dev' } },
      spec: {
        shard: 'dev',
        interval: '5m0s',
        freightCreationPolicy: 'Automatic',
        subscriptions: [
          { image: { repoURL: 'nginx', imageSelectionStrategy: 'SemVer', strictSemvers: true, discoveryLimit: 20 } },
        ],
      },
    });
  });

  test('ProjectConfig has the name of its Project', () => {
    const { prod, project } = make();
    const promotionPolicies = [{ stageSelector: { name: 'glob:*-dev' }, autoPromotionEnabled: true }];
    new ProjectConfig(project, 'config', { promotionPolicies });
    expect(find(synth(prod), 'ProjectConfig', 'apps')).toMatchObject({
      metadata: { namespace: 'apps' },
      spec: { promotionPolicies },
    });
  });

  test('PromotionTask is left as it was written', () => {
    const { prod, project } = make();
    new PromotionTask(project, 't', {
      steps: [{ uses: 'git-push', config: { path: '.' }, retry: { timeout: '1h' } }],
    });
    expect(find(synth(prod), 'PromotionTask', 't').spec).toEqual({
      steps: [{ uses: 'git-push', config: { path: '.' }, retry: { timeout: '1h' } }],
    });
  });
});

describe('the type of shard', () => {
  test('does not take a string, a look-alike, or nothing', () => {
    const compile = (_: () => ShardedStageProps[]) => undefined;
    compile(() => [
      // @ts-expect-error a free string is no Shard
      { shard: 'dev', requestedFreight: [] },
      // @ts-expect-error what merely looks like a Shard is none
      { shard: { name: 'dev', argocd: true, rollouts: false, runElsewhere: false }, requestedFreight: [] },
      // @ts-expect-error an empty object is no DefaultShard
      { shard: {} satisfies Partial<DefaultShard>, requestedFreight: [] },
      // @ts-expect-error shard is required
      { requestedFreight: [] },
      // @ts-expect-error the inner spec never names a shard
      { shard: new Shard('dev'), requestedFreight: [], spec: { shard: 'dev' } },
      // @ts-expect-error the step has no such field in its configuration
      { shard: new Shard('dev'), requestedFreight: [], steps: [{ uses: 'git-clear', config: { pth: '.' } }] },
    ]);
    expect(Shard.isShard({ name: 'dev' })).toBe(false);
  });
});
