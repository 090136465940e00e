import { FakeKube } from '../../credentials/fake-kube';
import { changed, HealthyFleet, lease, ref } from '../fleet';

const OBJECT = 'ConfigMap kargo/kargo-controller';
const NONE = { apiVersion: 'v1', kind: '', metadata: { name: '' } };

/** The example fleet with the clusters behind two contexts taken for each other. */
function swapped(one: 'prod' | 'dev' | 'staging', other: 'prod' | 'dev' | 'staging') {
  const fleet = new HealthyFleet();
  return Object.assign(fleet, { [one]: fleet[other], [other]: fleet[one] });
}

test('two shards whose contexts are swapped are told that, and nothing that would put the wrong things there', async () => {
  const fleet = swapped('dev', 'staging');
  expect(await fleet.told()).toEqual([
    `error dev cluster-is-another ${OBJECT}`,
    `error staging cluster-is-another ${OBJECT}`,
  ]);
  const [first] = (await fleet.diagnose()).findings;
  expect(first?.message).toContain(
    "the controller there is the controller of shard 'staging-shard', which is in cluster 'staging'",
  );
  expect(first?.fix).toBe("name the context of cluster 'dev' by --context dev=CONTEXT");
});

test('a control plane that is taken for a shard is not told to be taken down', async () => {
  expect(await swapped('prod', 'dev').told()).toEqual([
    `error dev cluster-is-another ${OBJECT}`,
    `error prod cluster-is-another ${OBJECT}`,
  ]);
});

test('one shard in the place of another leaves the findings of other clusters', async () => {
  const fleet = Object.assign(new HealthyFleet(), {});
  Object.assign(fleet, { dev: fleet.staging });
  await fleet.staging.delete({
    apiVersion: 'v1',
    kind: 'Secret',
    namespace: 'kargo',
    name: 'kargo-controlplane-token',
  });
  expect(await fleet.told()).toEqual([
    `error dev cluster-is-another ${OBJECT}`,
    'error staging token-missing Secret kargo/kargo-controlplane-token',
  ]);
});

test('a shard of nobody in the settings is a difference', async () => {
  const fleet = new HealthyFleet();
  const live = fleet.dev.at('ConfigMap', 'kargo-controller');
  fleet.dev.with({ ...(live ?? { apiVersion: '', kind: '', metadata: { name: '' } }), data: { SHARD_NAME: 'other' } });
  expect(await fleet.told()).toEqual([`warning dev object-differs ${OBJECT}`]);
});

describe('the right cluster with the settings of another', () => {
  test('a shard with those of another shard is told to apply its own, and everything else is told', async () => {
    const fleet = new HealthyFleet();
    fleet.dev.with(changed(fleet.dev, 'ConfigMap', 'kargo-controller', ['data', 'SHARD_NAME'], 'staging-shard'));
    await fleet.dev.delete(ref('v1', 'Secret', 'kargo-controlplane-token', 'kargo'));
    expect(await fleet.told()).toEqual([
      `error dev settings-of-another ${OBJECT}`,
      'error dev token-missing Secret kargo/kargo-controlplane-token',
    ]);
    const [first] = (await fleet.diagnose()).findings;
    expect(first?.message).toContain("the settings of the controller of shard 'staging-shard'");
    expect(first?.fix).toBe(
      'kubectl --context dev-cluster apply -f dist/dev/2-kargo && kubectl --context dev-cluster -n kargo rollout restart deployment/kargo-controller',
    );
  });

  test('a shard with those of the default controller', async () => {
    const fleet = new HealthyFleet();
    fleet.dev.with(fleet.prod.at('ConfigMap', 'kargo-controller') ?? NONE);
    expect(await fleet.told()).toEqual([`error dev settings-of-another ${OBJECT}`]);
  });

  test('whether it is the right one is left open where nobody may know', async () => {
    const fleet = new HealthyFleet();
    fleet.dev.with(changed(fleet.dev, 'ConfigMap', 'kargo-controller', ['data', 'SHARD_NAME'], 'staging-shard'));
    await fleet.dev.delete(ref('v1', 'Namespace', 'kube-system'));
    expect(await fleet.told()).toEqual([`error dev cluster-is-another ${OBJECT}`]);
    expect(await fleet.fix()).toBe(
      "name the context of cluster 'dev' by --context dev=CONTEXT; or, if it is the right one, kubectl --context dev-cluster apply -f dist/dev/2-kargo",
    );
  });
});

describe('a cluster that is not of the fleet', () => {
  test('it has nothing of a shard whose controller lives', async () => {
    const fleet = Object.assign(new HealthyFleet(), { dev: new FakeKube() });
    expect(await fleet.told()).toEqual(['error dev cluster-is-another']);
    expect(await fleet.message()).toContain("there is nothing of shard 'dev-shard' in it, whose controller lives");
  });

  test('it may be the right one, and empty, where no controller of the shard lives', async () => {
    const fleet = Object.assign(new HealthyFleet(), { dev: new FakeKube() });
    fleet.prod.with(lease('dev-shard', 3600));
    expect(await fleet.told()).toContain('error dev object-missing');
  });
});

test('two contexts that lead to one empty cluster', async () => {
  const fleet = new HealthyFleet();
  const empty = new FakeKube().with({ ...NONE, kind: 'Namespace', metadata: { name: 'kube-system', uid: 'one' } });
  Object.assign(fleet, { dev: empty, staging: empty });
  fleet.prod.with(lease('dev-shard', 3600), lease('staging-shard', 3600));
  expect((await fleet.told()).filter((line) => !line.includes(' prod '))).toEqual([
    'error dev cluster-is-another',
    'error staging cluster-is-another',
  ]);
});
