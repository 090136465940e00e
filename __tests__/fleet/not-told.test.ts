import { ControlPlane, Fleet, Project, Shard, ShardController, ShardedStage, ShardedWarehouse } from '../../lib';

const server = 'https://prod.example.com:6443';

function make() {
  const fleet = new Fleet();
  const prod = fleet.addCluster('prod', { server });
  const shards = [new Shard('dev-shard'), new Shard('other', { runElsewhere: true })] as const;
  const controlPlane = new ControlPlane(prod, 'kargo', { shards, installCrds: false });
  new ShardController(fleet.addCluster('dev'), 'kargo', { controlPlane, shard: shards[0] });
  return { fleet, prod, shards, controlPlane };
}

const ids = (fleet: Fleet) => fleet.validate().map(({ id, where }) => `${JSON.stringify(where)} ${id}`);

describe('one mistake is told once', () => {
  test.each([0, 1] as const)('where a cluster is added twice, with a controller in each (%j)', (index) => {
    const { fleet, controlPlane, shards } = make();
    new ShardController(fleet.addCluster('dev'), 'kargo', { controlPlane, shard: shards[index] });
    expect(ids(fleet)).toEqual(['{"construct":"dev"} cluster-duplicate']);
  });

  test('where a Stage is on another Shard of the same name', () => {
    const { fleet, prod, controlPlane } = make();
    const project = new Project(prod, 'apps', { controlPlane });
    const subscriptions = [{ git: { repoURL: 'https://example.com/a.git' } }];
    const warehouse = new ShardedWarehouse(project, 'nginx', { shard: controlPlane.defaultShard, subscriptions });
    new ShardedStage(project, 'dev', { shard: new Shard('dev-shard'), requestedFreight: [warehouse.direct()] });
    expect(ids(fleet)).toEqual(['{"construct":"prod/apps/dev"} shard-declared-twice']);
  });

  test('where a Project is given no control plane, although its cluster has one', () => {
    const { fleet, prod, shards } = make();
    const project = new Project(prod, 'apps', {} as never);
    const subscriptions = [{ git: { repoURL: 'https://example.com/a.git' } }];
    new ShardedWarehouse(project, 'nginx', { shard: shards[0], subscriptions });
    expect(ids(fleet)).toEqual(['{"construct":"prod/apps"} prop-missing']);
  });

  test('where a controller is given the control plane of another Fleet, which was given the shard', () => {
    const theirs = new Shard('theirs');
    const west = new Fleet().addCluster('prod', { server });
    const controlPlane = new ControlPlane(west, 'kargo', { shards: [theirs], installCrds: false });
    const { fleet } = make();
    new ShardController(fleet.addCluster('strange'), 'kargo', { controlPlane, shard: theirs });
    const [finding, ...others] = fleet.validate().filter(({ where }) => JSON.stringify(where).includes('strange'));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      id: 'control-plane-foreign',
      message:
        "the controller in cluster 'strange' is given control plane 'prod/kargo', which is in no cluster of this fleet but of another Fleet or App",
    });
  });
});

describe('a Fleet', () => {
  test.each([0, 1])('fails when nothing is in it, with %d clusters', (clusters) => {
    const fleet = new Fleet();
    for (let i = 0; i < clusters; i += 1) {
      fleet.addCluster(`cluster-${i}`);
    }
    expect(fleet.validate().map(({ id }) => id)).toEqual(['fleet-empty']);
  });

  test('fails when its own props are misspelt', () => {
    const { message, fix } =
      new Fleet({ outDir: 'x' } as never).validate().find(({ id }) => id === 'prop-unknown') ?? {};
    expect([message, fix]).toEqual(["a Fleet has no prop 'outDir'", "did you mean 'outdir'?"]);
  });
});
