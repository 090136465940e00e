import {
  authorizedStage,
  ControlPlane,
  Pipeline,
  type PipelineProps,
  Project,
  Shard,
  ShardedWarehouse,
} from '../../lib';
import { recordedFindings } from '../../lib/constructs/findings';
import { chart, find, names, synth } from '../tools/fleet';

const warehouse = (shard: Shard) => ({ shard, subscriptions: [{ image: { repoURL: 'nginx' } }] });

function make(props: Partial<PipelineProps> = {}) {
  const prod = chart();
  const dev = new Shard('dev');
  const controlPlane = new ControlPlane(prod, 'kargo', { shards: [dev] });
  const project = new Project(prod, 'apps', { controlPlane });
  const environments = [
    { name: 'dev', shard: dev },
    { name: 'prod', shard: controlPlane.defaultShard },
  ];
  const pipeline = new Pipeline(project, 'nginx', { warehouse: warehouse(dev), environments, ...props });
  return { prod, pipeline, dev, project };
}

function sources(prod: ReturnType<typeof chart>, stage: string) {
  const { requestedFreight } = find(synth(prod), 'Stage', stage).spec as {
    requestedFreight: [{ origin: { name: string }; sources: object }];
  };
  return [requestedFreight[0].origin.name, requestedFreight[0].sources];
}

describe('Pipeline', () => {
  test('is a Warehouse, and a Stage for each environment, in their order', () => {
    const { prod } = make();
    expect(names(synth(prod)).filter((name) => name.includes(' apps/nginx'))).toEqual([
      'Stage apps/nginx-dev',
      'Stage apps/nginx-prod',
      'Warehouse apps/nginx',
    ]);
    expect(sources(prod, 'nginx-dev')).toEqual(['nginx', { direct: true }]);
    expect(sources(prod, 'nginx-prod')).toEqual(['nginx', { stages: ['nginx-dev'] }]);
  });

  test('can fork and join', () => {
    const shard = new Shard('dev');
    const prod = chart();
    const controlPlane = new ControlPlane(prod, 'kargo', { shards: [shard] });
    const project = new Project(prod, 'apps', { controlPlane });
    new Pipeline(project, 'a', {
      warehouse: warehouse(shard),
      environments: [
        { name: 'test', shard },
        { name: 'eu', shard },
        { name: 'us', shard, after: ['test'] },
        { name: 'all', shard, after: ['eu', 'us'], freight: { availabilityStrategy: 'All', requiredSoakTime: '1h' } },
        { name: 'hotfix', shard, after: [] },
      ],
    });
    expect(sources(prod, 'a-eu')).toEqual(['a', { stages: ['a-test'] }]);
    expect(sources(prod, 'a-us')).toEqual(['a', { stages: ['a-test'] }]);
    expect(sources(prod, 'a-all')).toEqual([
      'a',
      { stages: ['a-eu', 'a-us'], availabilityStrategy: 'All', requiredSoakTime: '1h0m0s' },
    ]);
    expect(sources(prod, 'a-hotfix')).toEqual(['a', { direct: true }]);
  });

  test('asks what each Stage does, and takes its name from there too', () => {
    const { prod, pipeline } = make({
      stage: ({ name }) => ({ name: `n-${name}`, steps: [{ uses: 'fail', config: { message: name } }] }),
    });
    expect(pipeline.stages.get('prod')?.name).toBe('n-prod');
    expect(sources(prod, 'n-prod')).toEqual(['nginx', { stages: ['n-dev'] }]);
    expect(find(synth(prod), 'Stage', 'n-dev').spec).toMatchObject({
      promotionTemplate: { spec: { steps: [{ uses: 'fail', config: { message: 'dev' } }] } },
    });
  });

  test('takes a Warehouse that is there already', () => {
    const { prod, pipeline } = make({ warehouse: ShardedWarehouse.fromName('other') });
    expect(sources(prod, 'nginx-dev')).toEqual(['other', { direct: true }]);
    expect(pipeline.warehouse.name).toBe('other');
    expect(names(synth(prod)).filter((name) => name.startsWith('Warehouse'))).toEqual([]);
  });

  test('refuses an environment that it does not have', () => {
    const shard = new Shard('dev');
    const { prod } = make({ environments: [{ name: 'dev', shard, after: ['dve'] }] });
    expect(recordedFindings(prod)).toContainEqual(
      expect.objectContaining({ id: 'environment-missing', fix: "did you mean 'dev'?" }),
    );
  });

  test('tells an Application of Argo CD which Stages may update it', () => {
    const { pipeline } = make();
    expect(authorizedStage(...pipeline.stages.values())).toEqual({
      'kargo.akuity.io/authorized-stage': 'apps:nginx-dev,apps:nginx-prod',
    });
  });
});
