import { tokenOf } from '../../credentials/fake-kube';
import { HealthyFleet, ref, secret } from '../fleet';

const NAME = 'kargo-controlplane-kubeconfig';

test('the kubeconfig is missing', async () => {
  const fleet = new HealthyFleet();
  await fleet.dev.delete(ref('v1', 'Secret', NAME, 'kargo'));
  expect(await fleet.told()).toEqual([`error dev kubeconfig-missing Secret kargo/${NAME}`]);
  expect(await fleet.fix()).toBe(
    `kubectl --context dev-cluster apply -f dist/dev/2-kargo/22_Secret_kargo_${NAME}.yaml`,
  );
});

test('it is under another key', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.with(secret(NAME, { kubeconfig: 'x' }));
  expect(await fleet.told()).toEqual([`error dev kubeconfig-key-missing Secret kargo/${NAME}`]);
});

test('it is another one than that of dist, without a word of what is in it', async () => {
  const fleet = new HealthyFleet();
  fleet.dev.with(secret(NAME, { 'kubeconfig.yaml': 'abc' }));
  expect(await fleet.told()).toEqual([`error dev kubeconfig-differs Secret kargo/${NAME}`]);
  expect(await fleet.message()).not.toContain('abc');
});

test("a token in the owner's own has ended", async () => {
  const fleet = new HealthyFleet();
  const token = tokenOf({ exp: 1_600_000_000 });
  fleet.dev.with(secret(NAME, { 'kubeconfig.yaml': `users: [{name: a, user: {token: ${token}}}]` }));
  const { objects } = fleet.paper;
  fleet.paper = { ...fleet.paper, objects: (name) => objects(name).filter(({ object }) => object.kind !== 'Secret') };
  expect(await fleet.told()).toEqual([`error dev kubeconfig-token-ended Secret kargo/${NAME}`]);
  expect(await fleet.fix()).toContain("under 'kubeconfig.yaml'");
});
