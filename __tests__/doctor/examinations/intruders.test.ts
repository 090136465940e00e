import { KubeError } from '../../../lib/kube/error';
import { HealthyFleet } from '../fleet';

function deployment(name: string, labels: { readonly [key: string]: string } = {}) {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'kargo', labels } };
}

const of = (component: string) => ({ 'app.kubernetes.io/name': 'kargo', 'app.kubernetes.io/component': component });

test.each([
  ['by its name', deployment('kargo-management-controller')],
  ['by its label', deployment('other', of('api'))],
  ['that is a CronJob', { ...deployment('kargo-garbage-collector'), apiVersion: 'batch/v1', kind: 'CronJob' }],
])("a component of a control plane in a shard's cluster is known %s", async (_, object) => {
  const fleet = new HealthyFleet();
  fleet.dev.with(object);
  const { kind, metadata } = object;
  expect(await fleet.told()).toEqual([`error dev control-plane-in-shard ${kind} kargo/${metadata.name}`]);
  expect(await fleet.fix()).toBe(
    `kubectl --context dev-cluster -n kargo delete ${kind.toLowerCase()} ${metadata.name}`,
  );
});

test('a second controller', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.with(deployment('kargo-controller-old', of('controller')));
  expect(await fleet.told()).toEqual(['error dev controller-unknown Deployment kargo/kargo-controller-old']);
});

test('a second controller is allowed where one is said to run by other means', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.with(deployment('kargo-controller-old', of('controller')));
  const [dev, staging] = fleet.paper.fleet.shards;
  fleet.describe({ shards: [dev, staging].flatMap((shard) => (shard ? [{ ...shard, runElsewhere: true }] : [])) });
  expect(await fleet.told()).toEqual([]);
});

test('what is none of Kargo may be there', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.with(deployment('proxy'));
  expect(await fleet.told()).toEqual([]);
});

describe('in another namespace', () => {
  const elsewhere = (name: string, labels: { readonly [key: string]: string }) => ({
    ...deployment(name, labels),
    metadata: { name, namespace: 'old', labels },
  });

  test('a second controller', async () => {
    const fleet = new HealthyFleet();
    fleet.dev.with(elsewhere('kargo-controller', of('controller')));
    expect(await fleet.told()).toEqual(['error dev controller-unknown Deployment old/kargo-controller']);
    expect(await fleet.fix()).toBe(
      'unless it is of another fleet: kubectl --context dev-cluster -n old delete deployment kargo-controller',
    );
  });

  test('a Kargo of its own may be there', async () => {
    const fleet = new HealthyFleet();
    fleet.dev.with(elsewhere('kargo-controller', of('controller')), elsewhere('kargo-api', of('api')));
    expect(await fleet.told()).toEqual([]);
  });

  test('nothing is found where only the own one may be read, in which a second controller is', async () => {
    const fleet = new HealthyFleet();
    fleet.dev.with(elsewhere('kargo-controller', of('controller')), deployment('second', of('controller')));
    fleet.dev.fails = (call) =>
      call === 'list Deployment */' ? new KubeError('forbidden', 'it does not allow it', 'ask') : undefined;
    expect(await fleet.told()).toEqual(['error dev controller-unknown Deployment kargo/second']);
  });
});

describe('outside the clusters of shards', () => {
  test("a second controller beside the control plane's own", async () => {
    const fleet = new HealthyFleet();
    fleet.prod.with(deployment('kargo-controller-old', of('controller')));
    expect(await fleet.told()).toEqual(['error prod controller-unknown Deployment kargo/kargo-controller-old']);
    expect(await fleet.fix()).toBe('kubectl --context prod-cluster -n kargo delete deployment kargo-controller-old');
  });

  test('a controller that was left in a cluster without a shard', async () => {
    const fleet = new HealthyFleet();
    fleet.describe({ shards: fleet.paper.fleet.shards.filter(({ name }) => name !== 'dev-shard') });
    const objects = fleet.paper.objects;
    fleet.paper = { ...fleet.paper, objects: (cluster) => (cluster === 'dev' ? [] : objects(cluster)) };
    expect((await fleet.told()).filter((line) => line.includes(' dev '))).toEqual([
      'error dev controller-unknown Deployment kargo/kargo-controller',
    ]);
  });

  test('one in a namespace that the fleet never had may well be of another fleet', async () => {
    const fleet = new HealthyFleet();
    const made = deployment('kargo-controller', of('controller'));
    fleet.prod.with({ ...made, metadata: { ...made.metadata, namespace: 'other' } });
    expect(await fleet.told()).toEqual(['warning prod controller-unknown Deployment other/kargo-controller']);
  });

  test('the controllers of a control plane that the fleet does not make are not known', async () => {
    const fleet = new HealthyFleet();
    const objects = fleet.paper.objects;
    fleet.paper = { ...fleet.paper, objects: (cluster) => (cluster === 'prod' ? [] : objects(cluster)) };
    const { defaultController: _, ...rest } = fleet.paper.fleet;
    fleet.paper = { ...fleet.paper, fleet: rest };
    expect((await fleet.told()).filter((line) => line.includes('unknown'))).toEqual([]);
  });
});
