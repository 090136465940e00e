import type { CredentialsDescription } from '../../../lib/description/fleet-description';
import { KubeError } from '../../../lib/kube/error';
import { HealthyFleet, secret } from '../fleet';

const LASTING = 'kargo-controller-dev-shard-token';
const TOLD = [`warning prod lasting-token-left Secret kargo/${LASTING}`];

/** A Secret that Kubernetes fills with a token of a ServiceAccount. */
function lasting(name = LASTING, owner = 'kargo-controller-dev-shard', type = 'kubernetes.io/service-account-token') {
  const { metadata, ...rest } = secret(name, { token: 'x' });
  return { ...rest, type, metadata: { ...metadata, annotations: { 'kubernetes.io/service-account.name': owner } } };
}

function fleetWith(...secrets: ReturnType<typeof lasting>[]): HealthyFleet {
  const fleet = new HealthyFleet();
  fleet.prod.with(...secrets);
  return fleet;
}

/** Gives the controller of dev-shard other credentials, or takes it out of the fleet. */
function describeDev(fleet: HealthyFleet, credentials: CredentialsDescription | 'elsewhere'): void {
  const shards = fleet.paper.fleet.shards.map((shard) =>
    shard.name !== 'dev-shard' || shard.controller === undefined
      ? shard
      : { ...shard, controller: credentials === 'elsewhere' ? undefined : { ...shard.controller, credentials } },
  );
  fleet.describe({ shards });
}

test('a former strategy has left its token', async () => {
  const fleet = fleetWith(lasting());
  expect(await fleet.told()).toEqual(TOLD);
  expect(await fleet.message()).toBe(
    "it has a token of shard 'dev-shard' that never ends, and is not in dist: whoever got hold of it is that shard",
  );
  expect(await fleet.fix()).toBe(
    `cdk8s-kargo credentials deliver dev-shard, then kubectl --context prod-cluster -n kargo delete secret ${LASTING}; where somebody else may have it cdk8s-kargo credentials revoke dev-shard`,
  );
});

test('somebody has made one by another name', async () => {
  expect(await fleetWith(lasting('mine')).told()).toEqual(['warning prod lasting-token-left Secret kargo/mine']);
});

test.each([
  ['of another identity', lasting(LASTING, 'kargo-api')],
  ['of another type', lasting(LASTING, 'kargo-controller-dev-shard', 'Opaque')],
])('says nothing of a Secret %s', async (_, other) => {
  expect(await fleetWith(other).told()).toEqual([]);
});

test('says nothing of one that is in dist', async () => {
  const fleet = fleetWith(lasting());
  const { objects } = fleet.paper;
  fleet.paper = {
    ...fleet.paper,
    objects: (cluster) =>
      cluster === 'prod' ? [...objects(cluster), { object: lasting(), file: 'token.yaml' }] : objects(cluster),
  };
  expect(await fleet.told()).toEqual([]);
});

describe('where an owner looks after the credential', () => {
  const owners = [{ strategy: 'existingSecret' }, { strategy: 'existingKubeconfig' }] as const;

  test.each([...owners, 'elsewhere' as const])(
    'says nothing of one that may be the owner’s (%j)',
    async (credentials) => {
      const fleet = fleetWith(lasting('mine'));
      describeDev(fleet, credentials);
      expect((await fleet.told()).filter((each) => each.includes('lasting-token-left'))).toEqual([]);
    },
  );

  test.each(owners)('tells of one that a former strategy has left (%j)', async (credentials) => {
    const fleet = fleetWith(lasting());
    describeDev(fleet, credentials);
    const { findings } = await fleet.diagnose();
    expect(findings.find(({ id }) => id === 'lasting-token-left')?.fix).toBe(
      `see that its controller does not log in with it, then kubectl --context prod-cluster -n kargo delete secret ${LASTING}`,
    );
  });
});

test('asks for no other Secrets, and says where it may not ask', async () => {
  const fleet = fleetWith(lasting());
  fleet.prod.fails = (call) =>
    call === 'list Secret kargo/' ? new KubeError('forbidden', 'it may not list secrets', 'ask') : undefined;
  expect((await fleet.diagnose()).missing).toEqual([
    {
      cluster: 'prod',
      what: 'all Secrets in kargo with type=kubernetes.io/service-account-token',
      because: 'it may not list secrets',
      why: 'forbidden',
    },
  ]);
});
