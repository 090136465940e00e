import { FleetClusters } from '../../lib/cli/fleet-clusters';
import { chosenShards, targetOf } from '../../lib/cli/targets';
import { SecretFile } from '../../lib/credentials/secret-file';
import type { FleetDescription, ShardDescription } from '../../lib/description/fleet-description';
import { target } from '../credentials/targets';

const { fleet: base, shard, controller } = target();
const own: ShardDescription = { ...shard, name: 'own', controller: { ...controller, credentials: undefined } };
const far: ShardDescription = { ...shard, name: 'far', controller: undefined };
const described = { ...shard, serviceAccount: 'kargo-controller-dev-shard' };
const fleet: FleetDescription = { ...base, shards: [described, own, far] };

const clusters = (context: readonly (readonly [string, string])[] = [], of = fleet) =>
  new FleetClusters(of, { dist: 'dist', context: new Map(context) });
const chosen = (names: readonly string[], all = false) => chosenShards(clusters(), names, all).map(({ name }) => name);

test('all shards are those that need a credential', () => {
  expect(chosen([], true)).toEqual(['dev-shard']);
});

test('a shard that is named twice is one', () => {
  expect(chosen(['own', 'dev-shard', 'own'])).toEqual(['dev-shard', 'own']);
});

test('fails when the fleet has none of a name, and names the nearest or all', () => {
  expect(() => chosen(['dev-shrad'])).toThrow(
    expect.objectContaining({ message: "the fleet has no shard 'dev-shrad'", fix: "did you mean 'dev-shard'?" }),
  );
  expect(() => chosen(['completely-different', 'own'])).toThrow(
    expect.objectContaining({ fix: 'name one of its shards: dev-shard, own, far' }),
  );
});

test('a context is that of the option, of the fleet, or the name of the cluster', () => {
  const of = { ...fleet, clusters: [{ name: 'prod', kubeContext: 'prod-cluster' }] };
  expect(clusters([], of).contextOf('prod')).toBe('prod-cluster');
  expect(clusters([['prod', 'mine']], of).contextOf('prod')).toBe('mine');
  expect(clusters([], of).contextOf('other')).toBe('other');
});

test('fails when a context is given for a cluster that the fleet does not have', () => {
  expect(() => clusters([['devv', 'x']])).toThrow("--context names cluster 'devv', which the fleet does not have");
});

test.each([
  [own, "the controller of shard 'own' uses the identity of its pod, and needs no other credential"],
  [far, "the controller of shard 'far' is not in this fleet"],
])('refuses a shard that needs no credential (%#)', async (given, message) => {
  await expect(targetOf(clusters(), given)).rejects.toMatchObject({ kind: 'refused', message });
});

test('a file in place of the cluster is what is told of', async () => {
  const reached = clusters();
  const home = target().home;
  jest.spyOn(reached, 'api').mockResolvedValue(home);
  const { away, controller: place } = await targetOf(reached, described, new SecretFile('secret.yaml'));
  expect(reached.api).toHaveBeenCalledTimes(1);
  expect(away).toBeInstanceOf(SecretFile);
  expect(place).toMatchObject({ cluster: 'secret.yaml', namespace: 'kargo' });
});
