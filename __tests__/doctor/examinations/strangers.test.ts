import { HealthyFleet } from '../fleet';

const OBJECT = 'ConfigMap kargo/kargo-controller';

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
    "the controller there is that of shard 'staging-shard', which is in cluster 'staging'",
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
